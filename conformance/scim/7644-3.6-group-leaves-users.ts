import type { Case } from '../kit/case.ts';
import { addressOf, now, team } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { objectsIn } from '../kit/json.ts';

export const groupLeavesUsers: Case = {
  id: '7644-3.6-group-leaves-users',
  title: 'DELETE of a group leaves its members in place',
  source: 'RFC 7644 §3.6',
  law: 'A group that goes takes nobody with it.',
  fix: 'Delete the memberships together with the group, and nobody’s user.',
  async run(trial) {
    const { scim, createUser } = trial;
    const ada = await createUser();
    await scim.delete(addressOf(await team(trial, ada), 'Groups'));
    const after = await now(scim, addressOf(ada));
    checkEqual(after['id'], ada.id, 'the id of the member after the group was deleted');
    checkEqual(objectsIn(after['groups']).length, 0, 'the number of groups of the member after the group was deleted');
  },
};
