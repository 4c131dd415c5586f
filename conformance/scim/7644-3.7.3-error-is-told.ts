import { bulk, creating, outcomeOf } from '../kit/bulk.ts';
import type { Case } from '../kit/case.ts';
import { checkEqual } from '../kit/checks.ts';
import { at } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const errorIsTold: Case = {
  id: '7644-3.7.3-error-is-told',
  title: 'An operation that fails has the SCIM Error in its response',
  source: 'RFC 7644 §3.7.3',
  law: 'What a single request would have been answered stands in the operation’s response, with its status beside it.',
  fix: 'Put the SCIM Error of a failed operation into `response`.',
  needs: ['bulk'],
  async run({ scim, userBody, created }) {
    const body = userBody();
    created(await scim.post('/Users', body));
    const outcome = outcomeOf(await bulk({ scim, created }, [creating('again', body)]), 'again');
    checkEqual(outcome['status'], '409', 'status of the operation that creates a user a second time');
    checkEqual(at(outcome['response'], 'schemas.0'), URN.error, 'schemas.0 in the response of that operation');
  },
};
