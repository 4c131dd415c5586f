import { checkAt, checkStatus } from '../../kit/checks.ts';
import { checkMembers, newPerson, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const restore: Scenario<Entra> = {
  name: 'restore',
  title: 'Who is enabled again has the same id and is in the same groups',
  source: 'Microsoft logic app validation, restore user',
  law: 'Entra sends active true and does not send the memberships again: what was lost while the user was inactive stays lost.',
  fix: 'Keep the id and the memberships of inactive users; let `active` end and open the access alone.',
  async run(entra, trial) {
    const user = trial.created(await entra.createUser(newPerson(trial)));
    const group = await trial.createGroup({ members: [{ value: user.id }] });
    checkStatus(await entra.replaceInUser(user.id, { active: false }), 200, 204);
    checkStatus(await entra.replaceInUser(user.id, { active: true }), 200, 204);
    checkAt(await trial.read(user), 'active', true);
    await checkMembers(trial.scim, group.id, [user.id]);
  },
};
