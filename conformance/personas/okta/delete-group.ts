import { checkAt, checkStatus } from '../../kit/checks.ts';
import { checkFindsNobody, pathOf, quoted, type Scenario } from '../client.ts';
import type { Okta } from './okta-client.ts';

export const deleteGroup: Scenario<Okta> = {
  name: 'delete-group',
  title: 'A group that is unlinked and deleted is gone, and its people stay',
  source: 'Okta OIN test plan, unlink and delete a pushed group',
  law: 'Okta sends DELETE /Groups/{id}; later it may look for the name and create the group again.',
  fix: 'Answer 204, delete the group and who was in it, and leave the users.',
  async run(okta, trial) {
    const user = await trial.createUser();
    const displayName = trial.unique('Deleted');
    const group = await trial.createGroup({ displayName, members: [{ value: user.id }] });
    checkStatus(await okta.scim.delete(pathOf('Groups', group.id)), 204);
    await checkFindsNobody(okta.scim, '/Groups', `displayName eq ${quoted(displayName)}`);
    checkAt(await trial.read(user), 'id', user.id);
    trial.created(await okta.createGroup(displayName));
  },
};
