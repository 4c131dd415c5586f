import { checkAt, checkStatus } from '../../kit/checks.ts';
import { at } from '../../kit/json.ts';
import { newPerson, type Scenario } from '../client.ts';
import { type Entra, entraUser } from './entra-client.ts';

export const createUser: Scenario<Entra> = {
  name: 'create-user',
  title: 'A user is created from what Entra sends, nulls and empty lists included',
  source: 'Microsoft SCIM validator, create user',
  law: 'The body names the enterprise schema, has meta.resourceType, an empty roles list and may have nulls. Entra keeps the id of the answer, and compares what it reads later with what it sent.',
  fix: 'Answer 201 with the whole user. Take null and [] as absent, and ignore what is read-only (meta) instead of refusing it.',
  async run({ scim }, trial) {
    const body = { ...entraUser(newPerson(trial)), preferredLanguage: null };
    const answer = await scim.post('/Users', body);
    const user = trial.created(answer);
    checkStatus(answer, 201);
    const read = await trial.read(user);
    for (const name of ['userName', 'externalId', 'displayName', 'title', 'active'])
      checkAt(read, name, at(body, name));
    for (const path of ['name.formatted', 'emails.0.value', 'emails.0.type']) checkAt(read, path, at(body, path));
  },
};
