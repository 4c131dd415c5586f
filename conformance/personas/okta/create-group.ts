import { checkAt, checkStatus } from '../../kit/checks.ts';
import { checkMembers, type Scenario } from '../client.ts';
import type { Okta } from './okta-client.ts';

export const createGroup: Scenario<Okta> = {
  name: 'create-group',
  title: 'A group is created empty, with nothing but a name',
  source: 'Okta, group push',
  law: 'Okta sends POST /Groups with displayName and members [], and no externalId. It keeps the id of the answer, and pushes the members after that.',
  fix: 'Let a group have no members and no externalId, and answer 201 with the group and its id.',
  async run(okta, trial) {
    const displayName = trial.unique('Pushed');
    const answer = await okta.createGroup(displayName);
    const { id } = trial.created(answer);
    checkStatus(answer, 201);
    checkAt(answer, 'displayName', displayName);
    await checkMembers(trial.scim, id, []);
  },
};
