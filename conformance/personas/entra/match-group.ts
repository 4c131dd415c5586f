import { checkEqual, checkFinds } from '../../kit/checks.ts';
import { at } from '../../kit/json.ts';
import { quoted, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const matchGroup: Scenario<Entra> = {
  name: 'match-group',
  title: 'A group is found by externalId, and shows its members unless they are excluded',
  source: 'Microsoft SCIM validator, filter group by externalId',
  law: 'Entra looks groups up by externalId, with excludedAttributes=members; the validator asks without it too, and expects the members.',
  fix: 'Support externalId eq "…" on /Groups, and show members in lists unless they are excluded.',
  async run(entra, trial) {
    const user = await trial.createUser();
    const externalId = trial.unique('Object');
    await trial.createGroup();
    const group = await trial.createGroup({ externalId, members: [{ value: user.id }] });
    const found = await entra.matchGroup('externalId', externalId);
    checkEqual(found?.['id'], group.id, 'the id of the group found without members');
    const answer = await entra.scim.get('/Groups', { query: { filter: `externalId eq ${quoted(externalId)}` } });
    const [whole] = checkFinds(answer, [group.id]);
    checkEqual(at(whole, 'members.0.value'), user.id, 'the member of the group that was found');
  },
};
