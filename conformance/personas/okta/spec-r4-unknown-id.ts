import { check, checkSchemas, checkStatus } from '../../kit/checks.ts';
import { shown } from '../../kit/json.ts';
import { URN } from '../../kit/urns.ts';
import { specStep } from './spec.ts';

export const specR4 = specStep('R4', {
  name: 'spec-r4-unknown-id',
  title: 'A user id that does not exist is 404 with a SCIM Error',
  law: 'Okta reads a user by an id that nobody has, and expects 404, the Error schema and words in `detail`.',
  fix: 'Answer an unknown id, in whatever form, with 404 and a SCIM Error body whose `detail` says what was not found.',
  async run({ scim, unique }) {
    const answer = await scim.get(`/Users/${unique('00u')}`);
    checkStatus(answer, 404);
    checkSchemas(answer, URN.error);
    const { detail } = answer.body;
    check(
      typeof detail === 'string' && detail !== '',
      `detail in the error to ${answer.request} should be words, and is ${shown(detail)}.`,
    );
  },
});
