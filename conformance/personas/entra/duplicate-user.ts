import { checkError, checkFinds } from '../../kit/checks.ts';
import { newPerson, quoted, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const duplicateUser: Scenario<Entra> = {
  name: 'duplicate-user',
  title: 'The same user again is 409, and there is still one',
  source: 'Microsoft SCIM validator, duplicate user',
  law: 'A creation whose userName is taken must be 409. Entra then reports the conflict; a second user would receive the changes of the first.',
  fix: 'Keep userName unique, and answer 409 with scimType uniqueness.',
  async run(entra, trial) {
    const person = newPerson(trial);
    const { id } = trial.created(await entra.createUser(person));
    const again = await entra.createUser(person);
    if (again.status < 300) trial.created(again);
    checkError(again, 409);
    const filter = `userName eq ${quoted(person.userName)}`;
    checkFinds(await entra.scim.get('/Users', { query: { filter } }), [id]);
  },
};
