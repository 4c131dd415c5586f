import { checkAt, checkStatus } from '../../kit/checks.ts';
import { checkFields, specStep } from './spec.ts';

export const specR2 = specStep('R2', {
  name: 'spec-r2-user-by-id',
  title: 'A user is read by id, with all fields',
  law: 'Okta reads the user whom the list showed by id, and expects the same id and the same fields.',
  fix: 'Answer GET /Users/{id} with 200 and the whole user: id, name.givenName, name.familyName, userName, active, emails.',
  async run(trial) {
    const user = await trial.createUser();
    const answer = await trial.read(user);
    checkStatus(answer, 200);
    checkAt(answer, 'id', user.id);
    checkFields(answer.body, answer);
  },
});
