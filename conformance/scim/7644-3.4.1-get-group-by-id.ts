import type { Case } from '../kit/case.ts';
import { checkAt, checkEqual, checkStatus } from '../kit/checks.ts';
import { objectsIn } from '../kit/json.ts';

export const readsGroupById: Case = {
  id: '7644-3.4.1-get-group-by-id',
  title: 'GET by id answers 200 with that group and its members',
  source: 'RFC 7644 §3.4.1',
  law: 'A group is read at its own address, and unless something else is asked for, its members are in the answer.',
  fix: 'Answer GET /Groups/{id} with status 200, the displayName, and one entry in `members` for each member, its `value` the id of the member.',
  async run({ unique, createUser, createGroup, read }) {
    const user = await createUser();
    const displayName = unique('Mathematics');
    const group = await createGroup({ displayName, members: [{ value: user.id }] });
    const answer = await read(group, 'Groups');
    checkStatus(answer, 200);
    checkAt(answer, 'id', group.id);
    checkAt(answer, 'displayName', displayName);
    const members = objectsIn(answer.body['members']).map(({ value }) => value);
    checkEqual(members, [user.id], 'The members of the group, by their value,');
  },
};
