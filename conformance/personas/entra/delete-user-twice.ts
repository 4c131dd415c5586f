import { checkStatus } from '../../kit/checks.ts';
import type { Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const deleteUserTwice: Scenario<Entra> = {
  name: 'delete-user-twice',
  title: 'A second DELETE is 204 or 404, and one for nobody is 404',
  source: 'Microsoft SCIM validator, delete a user twice',
  law: 'Entra repeats a DELETE when the answer was lost: 204 and 404 both tell it that the user is gone, everything else is tried again for weeks.',
  fix: 'Answer 404 with a SCIM Error (or 204) when the user is gone already, and never 500.',
  async run(entra, trial) {
    const { id } = await trial.createUser();
    checkStatus(await entra.deleteUser(id), 204);
    checkStatus(await entra.deleteUser(id), 204, 404);
    checkStatus(await entra.deleteUser(crypto.randomUUID()), 404);
  },
};
