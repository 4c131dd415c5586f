import { checkStatus } from '../../kit/checks.ts';
import { checkFindsNobody, newPerson, quoted, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const deleteUser: Scenario<Entra> = {
  name: 'delete-user',
  title: 'A deleted user is 404, and is not found any more',
  source: 'Microsoft SCIM validator, delete user',
  law: 'Entra deletes for good when somebody has been in the bin for 30 days, and expects 204; what is deleted is gone from GET and from filters.',
  fix: 'Answer DELETE with 204 and leave the user out of every answer after that. Who is only hidden must not be found by a filter either.',
  async run(entra, trial) {
    const person = newPerson(trial);
    const user = trial.created(await entra.createUser(person));
    checkStatus(await entra.deleteUser(user.id), 204);
    checkStatus(await trial.read(user), 404);
    await checkFindsNobody(entra.scim, '/Users', `userName eq ${quoted(person.userName)}`);
  },
};
