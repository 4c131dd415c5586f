import { checkEqual, checkStatus } from '../../kit/checks.ts';
import type { Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const groupExternalId: Scenario<Entra> = {
  name: 'group-external-id',
  title: 'The externalId of a group is replaced, and found from then on',
  source: 'Microsoft SCIM validator, PATCH externalId',
  law: 'When a group is linked anew, Entra replaces its externalId.',
  fix: 'Let externalId of a group be replaced by PATCH.',
  async run(entra, trial) {
    const { id } = trial.created(await entra.createGroup(trial.unique('Group'), trial.unique('Object')));
    const externalId = trial.unique('Object');
    checkStatus(await entra.replaceInGroup(id, 'externalId', externalId), 200, 204);
    checkEqual((await entra.matchGroup('externalId', externalId))?.['id'], id, 'the id found by the new externalId');
  },
};
