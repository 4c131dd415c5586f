import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched, team } from '../kit/changes.ts';

export const addMembersWithoutPath: Case = {
  id: '7644-3.5.2.1-add-members-without-path',
  title: 'add of members without a path appends them',
  source: 'RFC 7644 §3.5.2.1',
  law: 'Without a path the value holds the attributes to add: members come to those that are there.',
  fix: 'Treat each key of the value as add with that path.',
  needs: ['patch'],
  async run(trial) {
    const { scim, createUser } = trial;
    const [ada, bob] = [await createUser(), await createUser()];
    const address = addressOf(await team(trial, ada), 'Groups');
    const after = await patched(scim, address, { op: 'add', value: { members: [{ value: bob.id }] } });
    checkValues(after, 'members', [ada.id, bob.id]);
  },
};
