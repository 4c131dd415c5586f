import { checkStatus } from '../../kit/checks.ts';
import { checkMembers, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const addMember: Scenario<Entra> = {
  name: 'add-member',
  title: 'A member is added beside those that are in',
  source: 'Microsoft SCIM validator, add member',
  law: 'Entra sends one PATCH with one member, as a list with {$ref: null, value}. It sends the same again when the answer was lost.',
  fix: 'Add to the members instead of replacing them, take $ref null as absent, and take a member that is in already as done.',
  async run(entra, trial) {
    const [one, two] = [await trial.createUser(), await trial.createUser()];
    const group = await trial.createGroup({ members: [{ value: one.id }] });
    for (const _ of ['first', 'again']) checkStatus(await entra.addMember(group.id, two.id), 200, 204);
    await checkMembers(trial.scim, group.id, [one.id, two.id]);
  },
};
