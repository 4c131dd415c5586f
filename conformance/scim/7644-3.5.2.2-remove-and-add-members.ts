import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched, team } from '../kit/changes.ts';

export const removeAndAddMembers: Case = {
  id: '7644-3.5.2.2-remove-and-add-members',
  title: 'One PATCH takes one member out and brings another in',
  source: 'RFC 7644 §3.5.2.2',
  law: 'Operations of one request may do different things to one attribute. Okta sends the changes of a group so.',
  fix: 'Apply the operations one after the other, in one transaction.',
  needs: ['patch'],
  async run(trial) {
    const { scim, createUser } = trial;
    const [ada, bob, eve] = [await createUser(), await createUser(), await createUser()];
    const address = addressOf(await team(trial, ada, bob), 'Groups');
    const remove = { op: 'remove', path: `members[value eq "${ada.id}"]` };
    const add = { op: 'add', path: 'members', value: [{ value: eve.id }] };
    checkValues(await patched(scim, address, remove, add), 'members', [bob.id, eve.id]);
  },
};
