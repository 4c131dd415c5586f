import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched, team } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';

export const renameKeepsMembers: Case = {
  id: '7644-3.5.2.3-rename-keeps-members',
  title: 'A group that is renamed keeps its members',
  source: 'RFC 7644 §3.5.2.3',
  law: 'PATCH changes what it names, and nothing else: a new displayName puts nobody out.',
  fix: 'Write the name alone.',
  needs: ['patch'],
  async run(trial) {
    const { scim, unique, createUser } = trial;
    const ada = await createUser();
    const address = addressOf(await team(trial, ada), 'Groups');
    const displayName = unique('Renamed');
    const after = await patched(scim, address, { op: 'replace', path: 'displayName', value: displayName });
    checkEqual(after['displayName'], displayName, 'displayName after the PATCH');
    checkValues(after, 'members', [ada.id]);
  },
};
