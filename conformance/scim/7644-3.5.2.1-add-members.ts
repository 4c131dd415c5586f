import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched } from '../kit/changes.ts';

export const addMembers: Case = {
  id: '7644-3.5.2.1-add-members',
  title: 'add puts several members into a group at once',
  source: 'RFC 7644 §3.5.2.1',
  law: 'The value of add may hold several members; all of them come in.',
  fix: 'Walk through the whole list of the value.',
  needs: ['patch'],
  async run({ scim, createUser, createGroup }) {
    const [ada, bob, eve] = [await createUser(), await createUser(), await createUser()];
    const address = addressOf(await createGroup(), 'Groups');
    const value = [{ value: ada.id }, { value: bob.id }, { value: eve.id }];
    checkValues(await patched(scim, address, { op: 'add', path: 'members', value }), 'members', [
      ada.id,
      bob.id,
      eve.id,
    ]);
  },
};
