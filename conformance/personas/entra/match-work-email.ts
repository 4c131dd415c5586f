import { checkFinds } from '../../kit/checks.ts';
import { newPerson, quoted, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const matchWorkEmail: Scenario<Entra> = {
  name: 'match-work-email',
  title: 'A user is found by the work e-mail',
  source: 'Microsoft SCIM validator, filter existing user',
  law: 'Where the e-mail is the matching attribute, Entra sends emails[type eq "work"].value eq "…".',
  fix: 'Support a filter on the elements of emails, and a sub-attribute behind it (RFC 7644 §3.4.2.2, §3.10).',
  async run(entra, trial) {
    const person = newPerson(trial);
    const { id } = trial.created(await entra.createUser(person));
    trial.created(await entra.createUser(newPerson(trial)));
    const filter = `emails[type eq "work"].value eq ${quoted(person.userName)}`;
    checkFinds(await entra.scim.get('/Users', { query: { filter } }), [id]);
  },
};
