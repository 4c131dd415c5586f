import type { Case } from '../kit/case.ts';
import { checkEqual } from '../kit/checks.ts';
import { attributesOf } from '../kit/discovery.ts';
import { URN } from '../kit/urns.ts';

export const groupsAreReadOnly: Case = {
  id: '7643-4.1.2-groups-are-read-only',
  title: '/Schemas declares `groups` of a user as read-only',
  source: 'RFC 7643 §4.1.2, §7',
  law: 'Who is in a group is changed at the group. `groups` of a user is computed and read-only; a client that reads otherwise in the schema writes memberships to users, and they are lost.',
  fix: 'Declare `groups` in the User schema with mutability "readOnly".',
  async run({ scim, skip }) {
    const groups = (await attributesOf(scim, URN.user)).find(({ name }) => name === 'groups');
    if (groups === undefined) return skip('The schema of users does not declare groups.');
    checkEqual(groups['mutability'], 'readOnly', 'mutability of groups in the User schema');
  },
};
