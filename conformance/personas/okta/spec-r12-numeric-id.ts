import { checkErrorForm, checkStatus } from '../../kit/checks.ts';
import { specStep } from './spec.ts';

export const specR12 = specStep('R12', {
  name: 'spec-r12-numeric-id',
  title: 'An id of digits that nobody has is 404 with the status in the body',
  law: 'Okta reads a user by a long number, and expects 404 and a SCIM Error whose `status` is the text "404". Servers whose ids are of another form tend to fail with 400 or 500.',
  fix: 'Treat an id that cannot be one of yours as one that does not exist: 404 with a SCIM Error.',
  async run({ scim }) {
    const answer = await scim.get('/Users/00919288221112222');
    checkStatus(answer, 404);
    checkErrorForm(answer);
  },
});
