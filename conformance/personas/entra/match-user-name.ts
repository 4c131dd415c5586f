import { checkFinds } from '../../kit/checks.ts';
import { newPerson, quoted, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const matchUserName: Scenario<Entra> = {
  name: 'match-user-name',
  title: 'A user is found by userName',
  source: 'Microsoft SCIM validator, filter existing user',
  law: 'Entra looks everybody up by the matching attribute before it changes anything; userName is the usual one.',
  fix: 'Support userName eq "…" on /Users.',
  async run(entra, trial) {
    const person = newPerson(trial);
    const { id } = trial.created(await entra.createUser(person));
    trial.created(await entra.createUser(newPerson(trial)));
    const filter = `userName eq ${quoted(person.userName)}`;
    checkFinds(await entra.scim.get('/Users', { query: { filter } }), [id]);
  },
};
