import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched, team } from '../kit/changes.ts';

export const replaceMembersByNone: Case = {
  id: '7644-3.5.2.3-replace-members-by-none',
  title: 'replace of members by an empty list empties the group',
  source: 'RFC 7644 §3.5.2.3',
  law: 'An empty list is a value like others. Okta sends it for a group that nobody is in.',
  fix: 'Tell an empty value from a missing one, and take everybody out.',
  needs: ['patch'],
  async run(trial) {
    const { scim, createUser } = trial;
    const ada = await createUser();
    const address = addressOf(await team(trial, ada), 'Groups');
    checkValues(await patched(scim, address, { op: 'replace', path: 'members', value: [] }), 'members', []);
  },
};
