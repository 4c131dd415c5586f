import { checkAt, checkStatus } from '../../kit/checks.ts';
import { checkMembers, type Scenario } from '../client.ts';
import { type Okta, renaming } from './okta-client.ts';

export const renameGroup: Scenario<Okta> = {
  name: 'rename-group',
  title: 'A rename with the id of the group in the value changes the name alone',
  source: 'Okta, group push',
  law: 'Okta sends PATCH replace {id, displayName} without a path, for a rename and before each push of members. The id is the one of the group.',
  fix: 'Take an `id` in the value that is equal to the one of the group, and leave the members as they are.',
  async run(okta, trial) {
    const user = await trial.createUser();
    const group = await trial.createGroup({ members: [{ value: user.id }] });
    const displayName = trial.unique('Renamed');
    checkStatus(await okta.patchGroup(group.id, renaming(group.id, displayName)), 200, 204);
    const read = await trial.read(group, 'Groups');
    checkAt(read, 'id', group.id);
    checkAt(read, 'displayName', displayName);
    await checkMembers(trial.scim, group.id, [user.id]);
  },
};
