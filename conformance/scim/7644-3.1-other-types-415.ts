import type { Case } from '../kit/case.ts';
import { noted } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const otherTypes415: Case = {
  id: '7644-3.1-other-types-415',
  title: 'A body of a type that is no JSON is answered 415',
  source: 'RFC 7644 §3.1; RFC 9110 §15.5.16',
  law: 'SCIM speaks JSON. A body that says it is something else is refused with 415, whatever is in it.',
  fix: 'Look at Content-Type before the body, and answer 415 for all but application/scim+json and application/json.',
  async run({ scim, userBody, created }) {
    const answer = await scim.post('/Users', JSON.stringify(userBody()), { headers: { 'content-type': 'text/plain' } });
    checkStatus(noted({ created }, answer), 415);
  },
};
