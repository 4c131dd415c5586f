import { check, checkAt, checkStatus } from '../../kit/checks.ts';
import { newPerson, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const createAfterDelete: Scenario<Entra> = {
  name: 'create-after-delete',
  title: 'The userName of a deleted user can be used again, by a new user',
  source: 'Microsoft Entra ID, deletion',
  law: 'Somebody who comes back after the deletion is created again; the record of the deleted user must not be in the way.',
  fix: 'Free userName and externalId when a user is deleted, and give the new user an id that was never used.',
  async run(entra, trial) {
    const person = newPerson(trial);
    const before = trial.created(await entra.createUser(person));
    checkStatus(await entra.deleteUser(before.id), 204);
    const after = trial.created(await entra.createUser(person));
    check(
      after.id !== before.id,
      `The new user should have an id of its own, and has that of the deleted one, ${after.id}.`,
    );
    checkAt(await trial.read(after), 'userName', person.userName);
  },
};
