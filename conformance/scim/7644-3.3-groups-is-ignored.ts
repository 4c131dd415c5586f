import type { Case } from '../kit/case.ts';
import { check, checkEqual } from '../kit/checks.ts';
import { objectsIn } from '../kit/json.ts';

export const groupsIsIgnored: Case = {
  id: '7644-3.3-groups-is-ignored',
  title: 'groups in the body of a POST /Users puts nobody into a group',
  source: 'RFC 7644 §3.3; RFC 7643 §4.1.2',
  law: 'A user’s `groups` is read-only: membership is changed at the group. What is sent is left aside, and Okta always sends it.',
  fix: 'Take `groups` out of what was sent before you store a user.',
  async run({ createUser, createGroup, read }) {
    const group = await createGroup();
    const user = await createUser({ groups: [{ value: group.id }] });
    const members = objectsIn((await read(group, 'Groups')).body['members']);
    check(
      members.every(({ value }) => value !== user.id),
      'The user has become a member of a group by naming it in the read-only attribute groups.',
    );
    checkEqual(objectsIn((await read(user)).body['groups']).length, 0, 'the number of groups of the user');
  },
};
