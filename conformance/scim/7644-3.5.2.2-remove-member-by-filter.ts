import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched, team } from '../kit/changes.ts';

export const removeMemberByFilter: Case = {
  id: '7644-3.5.2.2-remove-member-by-filter',
  title: 'remove of members[value eq "…"] takes that member and leaves the others',
  source: 'RFC 7644 §3.5.2.2',
  law: 'The filter says who leaves; all others stay. Okta takes people out of groups so.',
  fix: 'Delete the memberships that the filter meets, and no others.',
  needs: ['patch'],
  async run(trial) {
    const { scim, createUser } = trial;
    const [ada, bob] = [await createUser(), await createUser()];
    const address = addressOf(await team(trial, ada, bob), 'Groups');
    const after = await patched(scim, address, { op: 'remove', path: `members[value eq "${ada.id}"]` });
    checkValues(after, 'members', [bob.id]);
  },
};
