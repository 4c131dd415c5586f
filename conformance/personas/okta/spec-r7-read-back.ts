import { checkAt, checkStatus } from '../../kit/checks.ts';
import { AS_JSON, specStep } from './spec.ts';

export const specR7 = specStep('R7', {
  name: 'spec-r7-read-back',
  title: 'A created user is read back with what was sent',
  law: 'Okta reads the user by the id from the answer to the creation, and expects the same names and userName.',
  fix: 'Store what POST sent before the answer leaves, and show it under the id that the answer named.',
  async run(trial) {
    const body = trial.userBody();
    const user = trial.created(await trial.scim.post('/Users', body, AS_JSON));
    const answer = await trial.read(user);
    checkStatus(answer, 200);
    checkAt(answer, 'userName', body.userName);
    checkAt(answer, 'name.givenName', 'Ada');
    checkAt(answer, 'name.familyName', 'Lovelace');
  },
});
