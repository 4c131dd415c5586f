import { check, checkStatus } from '../../kit/checks.ts';
import { newPerson, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const rolesAsText: Scenario<Entra> = {
  name: 'roles-as-text',
  title: 'Roles that come as JSON in a text are read or refused, and not kept as they are',
  source: 'Microsoft Entra ID, AppRoleAssignmentsComplex',
  law: 'With this mapping Entra adds roles whose value is a JSON object written as a text. Stored as it came, the text is shown as the name of a role.',
  fix: 'Parse such a text into a role, or answer 400 with scimType invalidValue.',
  async run(entra, trial) {
    const user = trial.created(await entra.createUser(newPerson(trial)));
    const value = JSON.stringify({ id: crypto.randomUUID(), value: 'Admin', displayName: 'Admin' });
    checkStatus(await entra.patchUser(user.id, { op: 'Add', path: 'roles', value }), 200, 204, 400);
    const read = await trial.read(user);
    checkStatus(read, 200);
    check(
      !JSON.stringify(read.body['roles'] ?? []).includes('displayName\\"'),
      'roles should not hold the text of a JSON object.',
    );
  },
};
