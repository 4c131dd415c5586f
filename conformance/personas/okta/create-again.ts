import { check, checkAt, checkEqual, checkStatus } from '../../kit/checks.ts';
import { shown } from '../../kit/json.ts';
import { newPerson, type Scenario } from '../client.ts';
import { checkTaken } from './okta-checks.ts';
import type { Okta } from './okta-client.ts';

export const createAgain: Scenario<Okta> = {
  name: 'create-again',
  title: 'A creation that is sent again for a deactivated person ends with the same user',
  source: 'Okta, second assignment of a person',
  law: 'Okta may send the POST again for somebody whom it has deactivated. A 409 with nobody to be found under that userName is a dead end for ever; a second user loses the groups of the first.',
  fix: 'Adopt the inactive user: answer 201 (or 200) under the same id, active. Or answer 409 with a detail, and let the userName filter find the user, so that it can be linked and reactivated.',
  async run(okta, trial) {
    const person = newPerson(trial);
    const user = trial.created(await okta.create(person));
    checkTaken(await okta.change(user.id, { active: false }), okta);
    const again = await okta.create(person);
    if (again.status < 300) {
      checkEqual(trial.created(again).id, user.id, 'the id in the answer to the second POST /Users');
    } else {
      checkStatus(again, 200, 201, 409);
      const { detail } = again.body;
      check(typeof detail === 'string' && detail !== '', `detail in the 409 should be words, and is ${shown(detail)}.`);
      checkEqual((await okta.match(person.userName))?.['id'], user.id, 'the id of the user found by userName');
      checkTaken(await okta.change(user.id, { active: true }), okta);
    }
    checkAt(await trial.read(user), 'active', true);
  },
};
