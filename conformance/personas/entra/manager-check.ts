import { checkFinds } from '../../kit/checks.ts';
import { URN } from '../../kit/urns.ts';
import { checkFindsNobody, quoted, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const managerCheck: Scenario<Entra> = {
  name: 'manager-check',
  title: 'A filter by id and manager says whether somebody has this manager',
  source: 'Microsoft Entra ID, check of a reference',
  law: 'Before it changes a reference Entra sends id eq "…" and manager eq "…", with attributes=id. A refusal, or a hit that is none, leaves the manager as it was.',
  fix: 'Support `and` in filters, id and manager in it; compare manager with manager.value.',
  async run({ scim }, trial) {
    const [one, two] = [await trial.createUser(), await trial.createUser()];
    const user = await trial.createUser({
      schemas: [URN.user, URN.enterprise],
      [URN.enterprise]: { manager: { value: one.id } },
    });
    const filterFor = (manager: string) => `id eq ${quoted(user.id)} and manager eq ${quoted(manager)}`;
    checkFinds(await scim.get('/Users', { query: { filter: filterFor(one.id), attributes: 'id' } }), [user.id]);
    await checkFindsNobody(scim, '/Users', filterFor(two.id));
  },
};
