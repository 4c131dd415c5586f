import { check, checkAt } from '../../kit/checks.ts';
import { newPerson, type Scenario } from '../client.ts';
import { checkTaken } from './okta-checks.ts';
import { type Okta, randomPassword } from './okta-client.ts';

export const setPassword: Scenario<Okta> = {
  name: 'set-password',
  title: 'A synchronised password is taken, and is never shown',
  source: 'Okta, password sync',
  law: 'With password sync Okta sends the new password alone (OIN: PATCH without a path) or in the whole object (AIW: PUT).',
  fix: 'Take `password`, set or drop it, and leave it out of every answer: it is never returned (RFC 7643 §4.1.1).',
  async run(okta, trial) {
    const person = newPerson(trial);
    const user = trial.created(await okta.create(person));
    const password = randomPassword();
    const answer = await okta.change(user.id, { password });
    checkTaken(answer, okta);
    const read = await trial.read(user);
    checkAt(read, 'userName', person.userName);
    for (const { text, request } of [answer, read])
      check(!text.includes(password), `The answer to ${request} should not hold the password.`);
  },
};
