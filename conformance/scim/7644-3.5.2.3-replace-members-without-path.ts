import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched, team } from '../kit/changes.ts';

export const replaceMembersWithoutPath: Case = {
  id: '7644-3.5.2.3-replace-members-without-path',
  title: 'replace of members without a path makes the members those that were sent',
  source: 'RFC 7644 §3.5.2.3; authentik',
  law: 'Without a path too, all members are replaced by those that were sent. authentik sends the whole group so.',
  fix: 'Treat each key of the value as replace with that path.',
  needs: ['patch'],
  async run(trial) {
    const { scim, createUser } = trial;
    const [ada, bob] = [await createUser(), await createUser()];
    const address = addressOf(await team(trial, ada), 'Groups');
    const value = { members: [{ value: bob.id }] };
    checkValues(await patched(scim, address, { op: 'replace', value }), 'members', [bob.id]);
  },
};
