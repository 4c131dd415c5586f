import { checkErrorForm, checkStatus } from '../../kit/checks.ts';
import { specStep } from './spec.ts';

export const specR11 = specStep('R11', {
  name: 'spec-r11-wrong-token',
  title: 'A wrong token is 401 with a SCIM Error',
  law: 'Okta sends something else than the token and expects 401, the Error schema, words in `detail` and `status` as the text "401".',
  fix: 'Let the check of the token answer as SCIM does, and not with an empty body, a page or a redirect to a sign-in.',
  async run({ scim, unique }) {
    const answer = await scim.get('/Users', { token: unique('wrong'), query: { startIndex: 1, count: 2 } });
    checkStatus(answer, 401);
    checkErrorForm(answer);
  },
});
