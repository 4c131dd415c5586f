import type { Case } from '../kit/case.ts';
import { checkEqual, checkStatus } from '../kit/checks.ts';
import { at, objectsIn } from '../kit/json.ts';

export const members: Case = {
  id: '7643-4.2-members',
  title: 'A group shows its members by their ids',
  source: 'RFC 7643 §4.2',
  law: 'members holds the id of each member in `value`.',
  fix: 'Return every member of a group with its id in `value`.',
  async run({ createUser, createGroup, read }) {
    const users = [await createUser(), await createUser()];
    const answer = await read(await createGroup({ members: users.map(({ id }) => ({ value: id })) }), 'Groups');
    checkStatus(answer, 200);
    const members = objectsIn(at(answer.body, 'members')).map(({ value }) => String(value));
    checkEqual(members.toSorted(), users.map(({ id }) => id).toSorted(), 'members of the group (by value)');
  },
};
