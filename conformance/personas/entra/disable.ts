import { checkAt, checkEqual, checkStatus } from '../../kit/checks.ts';
import { newPerson, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const disable: Scenario<Entra> = {
  name: 'disable',
  title: 'Who is disabled is inactive, as a boolean, and can still be read and found',
  source: 'Microsoft SCIM validator, disable user',
  law: 'By default Entra sends Replace active with the text "False"; with its flag it sends the boolean without a path. It reads and finds the user afterwards, and expects active false.',
  fix: 'Take "True" and "False" in any case for a boolean, store a boolean, and keep inactive users in GET and in filters.',
  async run(entra, trial) {
    const person = newPerson(trial);
    const user = trial.created(await entra.createUser(person));
    checkStatus(await entra.replaceInUser(user.id, { active: false }), 200, 204);
    const read = await trial.read(user);
    checkStatus(read, 200);
    checkAt(read, 'active', false);
    const found = await entra.matchUser('userName', person.userName);
    checkEqual([found?.['id'], found?.['active']], [user.id, false], 'id and active of the user found by userName');
  },
};
