import type { Case } from '../kit/case.ts';
import { checkEqual, checkStatus } from '../kit/checks.ts';
import { at, objectsIn } from '../kit/json.ts';

export const groupsAreComputed: Case = {
  id: '7643-4.1.2-groups-are-computed',
  title: 'A user’s `groups` shows the groups that hold them',
  source: 'RFC 7643 §4.1.2',
  law: 'groups on a user is computed from the members of groups: it shows each group’s id.',
  fix: 'Compute `groups` of a user from memberships and put the group’s id into `value`.',
  async run({ createUser, createGroup, read }) {
    const user = await createUser();
    const group = await createGroup({ members: [{ value: user.id }] });
    const answer = await read(user);
    checkStatus(answer, 200);
    const groups = objectsIn(at(answer.body, 'groups')).map(({ value }) => value);
    checkEqual(groups, [group.id], 'groups of the user (by value)');
  },
};
