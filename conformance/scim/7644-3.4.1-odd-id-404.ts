import type { Case } from '../kit/case.ts';
import { checkError } from '../kit/checks.ts';

export const oddIdIs404: Case = {
  id: '7644-3.4.1-odd-id-404',
  title: 'GET of an id in a form that the server does not use answers 404',
  source: 'RFC 7644 §3.4.1, RFC 7643 §3.1',
  law: 'An id is any text to the client, so that a text which the server would never make is an unknown id: 404, and neither 400 nor 500. Okta’s own test asks for a number.',
  fix: 'Check the form of an id before it goes to the database, and answer 404 when it cannot be one of yours.',
  async run({ scim, unique }) {
    checkError(await scim.get('/Users/99999999999999999999'), 404);
    checkError(await scim.get(`/Users/${unique('nobody')}`), 404);
    checkError(await scim.get(`/Groups/${unique('nobody')}`), 404);
  },
};
