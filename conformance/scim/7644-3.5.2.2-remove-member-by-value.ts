import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched, team } from '../kit/changes.ts';

export const removeMemberByValue: Case = {
  id: '7644-3.5.2.2-remove-member-by-value',
  title: 'remove of members with a list of values takes those and leaves the others',
  source: 'Microsoft Entra ID, JumpCloud',
  law: 'Entra ID names who leaves in the value of a remove with the path members. A server that reads the path alone empties the group.',
  fix: 'When a remove has a value, take out those whom it names; only without a value take out all.',
  needs: ['patch'],
  async run(trial) {
    const { scim, createUser } = trial;
    const [ada, bob] = [await createUser(), await createUser()];
    const address = addressOf(await team(trial, ada, bob), 'Groups');
    const after = await patched(scim, address, { op: 'remove', path: 'members', value: [{ value: ada.id }] });
    checkValues(after, 'members', [bob.id]);
  },
};
