import { checkFinds } from '../../kit/checks.ts';
import { newPerson, quoted, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const matchUserNameCase: Scenario<Entra> = {
  name: 'match-user-name-case',
  title: 'A user is found by userName in another case',
  source: 'Microsoft SCIM validator, filter user in different case',
  law: 'User principal names are compared without regard to case, so the filter may be spelt otherwise than what is stored. Who is not found is created again, and that is a 409 in every cycle.',
  fix: 'Compare userName without regard to case (RFC 7643 §4.1.1).',
  async run(entra, trial) {
    const person = newPerson(trial);
    const { id } = trial.created(await entra.createUser(person));
    const filter = `userName eq ${quoted(person.userName.toUpperCase())}`;
    checkFinds(await entra.scim.get('/Users', { query: { filter } }), [id]);
  },
};
