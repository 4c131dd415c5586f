import { checkEqual } from '../../kit/checks.ts';
import { checkFindsNobody, quoted, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const groupExternalIdCase: Scenario<Entra> = {
  name: 'group-external-id-case',
  title: 'A group is not found by an externalId in another case',
  source: 'Microsoft SCIM validator, filter group by externalId in wrong case',
  law: 'externalId is compared exactly (RFC 7643 §3.1), for groups as for users.',
  fix: 'Compare externalId byte by byte, also where the database would fold it.',
  async run(entra, trial) {
    const externalId = trial.unique('Object');
    const { id } = trial.created(await entra.createGroup(trial.unique('Group'), externalId));
    checkEqual((await entra.matchGroup('externalId', externalId))?.['id'], id, 'the id found by the exact externalId');
    await checkFindsNobody(entra.scim, '/Groups', `externalId eq ${quoted(externalId.toUpperCase())}`);
  },
};
