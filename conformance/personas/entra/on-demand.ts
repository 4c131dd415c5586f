import { checkAt, checkStatus } from '../../kit/checks.ts';
import { newPerson, type Scenario } from '../client.ts';
import { type Entra, entraClient } from './entra-client.ts';

export const onDemand: Scenario<Entra> = {
  name: 'on-demand',
  title: 'A user made with the flag is changed without it',
  source: 'Microsoft Entra ID, provision on demand',
  law: 'aadOptscim062020 does not reach provisioning on demand: a tenant that has the flag sends both dialects, Replace and "False" included, to the same user.',
  fix: 'Take both dialects always; do not choose one by the flag in the address.',
  async run(entra, trial) {
    const user = trial.created(await entra.createUser(newPerson(trial)));
    const onDemand = entraClient(trial.scim, 'entra');
    checkStatus(await onDemand.replaceInUser(user.id, { active: false, title: 'Analyst' }), 200, 204);
    const read = await trial.read(user);
    checkAt(read, 'active', false);
    checkAt(read, 'title', 'Analyst');
  },
};
