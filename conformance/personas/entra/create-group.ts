import { checkAt, checkStatus } from '../../kit/checks.ts';
import type { Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const createGroup: Scenario<Entra> = {
  name: 'create-group',
  title: 'A group that names the ADSCIM schema of Microsoft is created',
  source: 'Microsoft SCIM validator, create group',
  law: 'Entra lists http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group in `schemas`, and sends externalId and displayName without members.',
  fix: 'Ignore URNs in `schemas` that you do not know, let a group have no members, and store its externalId.',
  async run(entra, trial) {
    const [displayName, externalId] = [trial.unique('Group'), trial.unique('Object')];
    const answer = await entra.createGroup(displayName, externalId);
    const group = trial.created(answer);
    checkStatus(answer, 201);
    const read = await trial.read(group, 'Groups');
    checkAt(read, 'displayName', displayName);
    checkAt(read, 'externalId', externalId);
  },
};
