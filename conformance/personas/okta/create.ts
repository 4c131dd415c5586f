import { check, checkAt, checkStatus } from '../../kit/checks.ts';
import { newPerson, type Scenario } from '../client.ts';
import { type Okta, oktaUser } from './okta-client.ts';

export const create: Scenario<Okta> = {
  name: 'create',
  title: 'A user is created from all that Okta sends, and the password never comes back',
  source: 'Okta, assignment of a person',
  law: 'The body has a random password, an empty groups, a locale, an externalId and the enterprise extension. Okta keeps the id of the answer; without a body it reports an empty user.',
  fix: 'Answer 201 with the whole user. Take `password` and drop or set it, ignore `groups`, and never show a password again.',
  async run({ scim }, trial) {
    const body = oktaUser(newPerson(trial));
    const answer = await scim.post('/Users', body);
    const user = trial.created(answer);
    checkStatus(answer, 201);
    for (const name of ['userName', 'externalId', 'active']) checkAt(answer, name, body[name]);
    const read = await trial.read(user);
    for (const { text, request } of [answer, read])
      check(!text.includes(String(body['password'])), `The answer to ${request} should not hold the password.`);
  },
};
