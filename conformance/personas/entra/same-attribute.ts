import { checkEqual, checkStatus } from '../../kit/checks.ts';
import { objectsIn } from '../../kit/json.ts';
import { newPerson, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';
import { opOf } from './operations.ts';

export const sameAttribute: Scenario<Entra> = {
  name: 'same-attribute',
  title: 'Several operations on one attribute are applied in their order',
  source: 'Microsoft SCIM validator, several operations on the same attribute',
  law: 'One PATCH removes the work e-mail, adds one and replaces it. The result is that of the last operation.',
  fix: 'Apply operations one after the other, each to what the one before has left.',
  async run(entra, trial) {
    const user = trial.created(await entra.createUser(newPerson(trial)));
    const path = 'emails[type eq "work"].value';
    const op = (name: 'add' | 'replace' | 'remove') => opOf(entra.dialect, name);
    const answer = await entra.patchUser(
      user.id,
      { op: op('remove'), path: 'emails[type eq "work"]' },
      { op: op('add'), path, value: 'added@example.com' },
      { op: op('replace'), path, value: 'replaced@example.com' },
    );
    checkStatus(answer, 200, 204);
    const emails = objectsIn((await trial.read(user)).body['emails']).map(({ value }) => value);
    checkEqual(emails, ['replaced@example.com'], 'the e-mails of the user');
  },
};
