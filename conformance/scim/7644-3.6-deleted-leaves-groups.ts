import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, now, team } from '../kit/changes.ts';

export const deletedLeavesGroups: Case = {
  id: '7644-3.6-deleted-leaves-groups',
  title: 'Who was deleted is no longer a member of any group',
  source: 'RFC 7644 §3.6',
  law: 'A group does not name members who are gone; the others stay.',
  fix: 'Delete the memberships together with the user.',
  async run(trial) {
    const { scim, createUser } = trial;
    const [ada, bob] = [await createUser(), await createUser()];
    const group = await team(trial, ada, bob);
    await scim.delete(addressOf(ada));
    checkValues(await now(scim, addressOf(group, 'Groups')), 'members', [bob.id]);
  },
};
