import { checkAt, checkStatus } from '../../kit/checks.ts';
import { checkMembers, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const renameGroup: Scenario<Entra> = {
  name: 'rename-group',
  title: 'A group is renamed, and keeps its members',
  source: 'Microsoft SCIM validator, PATCH displayName',
  law: 'Entra sends replace with path displayName. Mappings in the app hang on the id, which stays.',
  fix: 'Let displayName of a group be replaced by PATCH; answer 204, or 200 with the group.',
  async run(entra, trial) {
    const user = await trial.createUser();
    const group = await trial.createGroup({ members: [{ value: user.id }] });
    const displayName = trial.unique('Renamed');
    checkStatus(await entra.replaceInGroup(group.id, 'displayName', displayName), 200, 204);
    checkAt(await trial.read(group, 'Groups'), 'displayName', displayName);
    await checkMembers(trial.scim, group.id, [user.id]);
  },
};
