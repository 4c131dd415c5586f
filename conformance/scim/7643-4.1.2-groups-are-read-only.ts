import type { Case } from '../kit/case.ts';
import { check, checkAt, checkStatus } from '../kit/checks.ts';
import { at, objectsIn } from '../kit/json.ts';

export const groupsAreReadOnly: Case = {
  id: '7643-4.1.2-groups-are-read-only',
  title: 'A user cannot be created into a group by `groups`',
  source: 'RFC 7643 §4.1.2',
  law: 'groups on a user is read-only: memberships change at the group.',
  fix: 'Ignore `groups` in a creation; Okta sends it empty, others as they have read it.',
  async run({ createUser, createGroup, read }) {
    const group = await createGroup();
    const user = await createUser({ groups: [{ value: group.id }] });
    const answer = await read(group, 'Groups');
    checkStatus(answer, 200);
    checkAt(answer, 'id', group.id);
    const members = objectsIn(at(answer.body, 'members')).map(({ value }) => value);
    check(!members.includes(user.id), 'The user has become a member of the group.');
  },
};
