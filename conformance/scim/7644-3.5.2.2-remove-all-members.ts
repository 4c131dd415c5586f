import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched, team } from '../kit/changes.ts';

export const removeAllMembers: Case = {
  id: '7644-3.5.2.2-remove-all-members',
  title: 'remove of members without a filter and a value empties the group',
  source: 'RFC 7644 §3.5.2.2',
  law: 'When the target is multi-valued and there is no filter, all values are removed.',
  fix: 'Take everybody out when a remove names nobody.',
  needs: ['patch'],
  async run(trial) {
    const { scim, createUser } = trial;
    const [ada, bob] = [await createUser(), await createUser()];
    const address = addressOf(await team(trial, ada, bob), 'Groups');
    checkValues(await patched(scim, address, { op: 'remove', path: 'members' }), 'members', []);
  },
};
