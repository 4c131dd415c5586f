import { checkStatus } from '../../kit/checks.ts';
import { checkMembers, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const exchangeMembers: Scenario<Entra> = {
  name: 'exchange-members',
  title: 'One PATCH puts a member in and takes another out',
  source: 'Microsoft SCIM validator, add and remove member in one PATCH',
  law: 'One request has both operations. Both are applied, and the others in the group stay.',
  fix: 'Apply all operations of a PATCH on members in their order.',
  async run(entra, trial) {
    const [stays, leaves, joins] = [await trial.createUser(), await trial.createUser(), await trial.createUser()];
    const group = await trial.createGroup({ members: [{ value: stays.id }, { value: leaves.id }] });
    const answer = await entra.exchangeMembers(group.id, { joins: joins.id, leaves: leaves.id });
    checkStatus(answer, 200, 204);
    await checkMembers(trial.scim, group.id, [stays.id, joins.id]);
  },
};
