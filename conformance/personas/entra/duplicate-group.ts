import { checkError } from '../../kit/checks.ts';
import type { Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const duplicateGroup: Scenario<Entra> = {
  name: 'duplicate-group',
  title: 'The same group again is 409',
  source: 'Microsoft SCIM validator, duplicate group',
  law: 'RFC 7643 lets two groups have one name; the validator sends the same group twice and expects 409, because Entra cannot tell two of the same name and externalId apart.',
  fix: 'Answer a group whose displayName and externalId are taken with 409 and scimType uniqueness.',
  async run(entra, trial) {
    const [displayName, externalId] = [trial.unique('Group'), trial.unique('Object')];
    trial.created(await entra.createGroup(displayName, externalId));
    const again = await entra.createGroup(displayName, externalId);
    if (again.status < 300) trial.created(again);
    checkError(again, 409);
  },
};
