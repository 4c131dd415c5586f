import type { Case } from '../kit/case.ts';
import { checkEqual, found } from '../kit/checks.ts';

export const listTotalIsExact: Case = {
  id: '7644-3.4.2-list-total',
  title: 'totalResults is the number of resources that the filter meets',
  source: 'RFC 7644 §3.4.2',
  law: 'totalResults counts what the query finds over all pages, and not everybody whom the server knows.',
  fix: 'Count with the same filter as you select with.',
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName });
    await createUser({ displayName });
    await createUser();
    const answer = await scim.get('/Users', { query: { filter: `displayName eq "${displayName}"` } });
    found(answer);
    checkEqual(Number(answer.body['totalResults']), 2, 'totalResults for a name that two users have');
  },
};
