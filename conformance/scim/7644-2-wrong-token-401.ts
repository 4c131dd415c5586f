import type { Case } from '../kit/case.ts';
import { checkStatus } from '../kit/checks.ts';

export const wrongToken401: Case = {
  id: '7644-2-wrong-token-401',
  title: 'A request with a wrong token is answered 401',
  source: 'RFC 7644 §2',
  law: 'A token that is not known gets 401. Identity providers show exactly this to an administrator who has mistyped it, and look at nothing else.',
  fix: 'Compare the bearer token with those that you have handed out, and answer 401, not 403, 400 or 500, for any other.',
  async run({ scim, unique }) {
    checkStatus(await scim.get('/Users', { token: unique('wrong'), query: { count: 1 } }), 401);
  },
};
