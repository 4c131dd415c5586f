import { checkAt, checkStatus } from '../../kit/checks.ts';
import { URN } from '../../kit/urns.ts';
import { newPerson, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const createWithoutEnterprise: Scenario<Entra> = {
  name: 'create-without-enterprise',
  title: 'A user that names the enterprise schema and has nothing in it is created',
  source: 'Microsoft Entra ID, creation of a user',
  law: 'Entra lists the enterprise URN in `schemas` also when no enterprise attribute follows.',
  fix: 'Do not demand an object for each URN in `schemas`.',
  async run({ scim }, trial) {
    const { userName, externalId } = newPerson(trial);
    const schemas = [URN.user, URN.enterprise];
    const answer = await scim.post('/Users', { schemas, userName, externalId, active: true, roles: [] });
    const user = trial.created(answer);
    checkStatus(answer, 201);
    checkAt(await trial.read(user), 'userName', userName);
  },
};
