import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched, team } from '../kit/changes.ts';

export const addMember: Case = {
  id: '7644-3.5.2.1-add-member',
  title: 'add puts one more member into a group and leaves the others',
  source: 'RFC 7644 §3.5.2.1',
  law: 'Members that are added come to those that are there.',
  fix: 'Insert the membership that was sent; do not read, change and write the list as a whole.',
  needs: ['patch'],
  async run(trial) {
    const { scim, createUser } = trial;
    const [ada, bob] = [await createUser(), await createUser()];
    const address = addressOf(await team(trial, ada), 'Groups');
    const after = await patched(scim, address, { op: 'add', path: 'members', value: [{ value: bob.id }] });
    checkValues(after, 'members', [ada.id, bob.id]);
  },
};
