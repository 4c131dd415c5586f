import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched, team } from '../kit/changes.ts';

export const replaceMembers: Case = {
  id: '7644-3.5.2.3-replace-members',
  title: 'replace of members makes the members those that were sent',
  source: 'RFC 7644 §3.5.2.3',
  law: 'When the target is multi-valued and there is no filter, all its values are replaced. Okta’s "Push now" does so.',
  fix: 'Take out those who are not in the value, and bring in those who are.',
  needs: ['patch'],
  async run(trial) {
    const { scim, createUser } = trial;
    const [ada, bob, eve] = [await createUser(), await createUser(), await createUser()];
    const address = addressOf(await team(trial, ada, bob), 'Groups');
    const value = [{ value: bob.id }, { value: eve.id }];
    checkValues(await patched(scim, address, { op: 'replace', path: 'members', value }), 'members', [bob.id, eve.id]);
  },
};
