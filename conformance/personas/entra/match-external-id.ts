import { checkFinds } from '../../kit/checks.ts';
import { newPerson, quoted, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const matchExternalId: Scenario<Entra> = {
  name: 'match-external-id',
  title: 'A user is found by externalId',
  source: 'Microsoft SCIM validator, filter existing user',
  law: 'Where externalId (the object id) is the matching attribute, Entra sends externalId eq "…".',
  fix: 'Store externalId as it was sent, and support externalId eq "…" on /Users.',
  async run(entra, trial) {
    const person = newPerson(trial);
    const { id } = trial.created(await entra.createUser(person));
    trial.created(await entra.createUser(newPerson(trial)));
    const filter = `externalId eq ${quoted(person.externalId)}`;
    checkFinds(await entra.scim.get('/Users', { query: { filter } }), [id]);
  },
};
