import { patchOf } from '../../kit/changes.ts';
import { checkAt, checkFinds, checkStatus } from '../../kit/checks.ts';
import { pathOf, quoted, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const everywhere: Scenario<Entra> = {
  name: 'everywhere',
  title: 'The flag in an address changes nothing, wherever it stands',
  source: 'Microsoft Entra ID, aadOptscim062020',
  law: 'The flag belongs to the tenant URL, so it comes with every request, as a query parameter without a value, before or behind the others.',
  fix: 'Ignore query parameters that you do not know, on every address and with every method.',
  async run({ scim }, trial) {
    const user = await trial.createUser();
    const group = await trial.createGroup();
    checkAt(await scim.get(pathOf('Users', user.id)), 'id', user.id);
    checkAt(await scim.get(pathOf('Groups', group.id)), 'id', group.id);
    const filter = `filter=${encodeURIComponent(`userName eq ${quoted(String(user['userName']))}`)}`;
    for (const query of [`aadOptscim062020&${filter}`, `${filter}&aadOptscim062020`, `${filter}&aadOptscim062020=`])
      checkFinds(await trial.scim.get(`/Users?${query}`, { headers: { 'user-agent': '' } }), [user.id]);
    const named = { op: 'replace', path: 'displayName', value: trial.unique('Flagged') };
    checkStatus(await scim.patch(pathOf('Groups', group.id), patchOf(named)), 200, 204);
    checkStatus(await scim.delete(pathOf('Groups', group.id)), 204);
  },
};
