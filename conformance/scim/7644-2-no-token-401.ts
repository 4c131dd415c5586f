import type { Case } from '../kit/case.ts';
import { checkStatus } from '../kit/checks.ts';

export const noToken401: Case = {
  id: '7644-2-no-token-401',
  title: 'A request without a token is answered 401',
  source: 'RFC 7644 §2',
  law: 'Whoever does not say who they are gets 401, and nothing of what is asked for.',
  fix: 'Ask for the token in front of every address, and answer 401 when there is none.',
  async run({ scim }) {
    checkStatus(await scim.get('/Users', { token: null, query: { count: 1 } }), 401);
  },
};
