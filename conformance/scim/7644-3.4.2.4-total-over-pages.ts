import type { Case } from '../kit/case.ts';
import { checkEqual, found } from '../kit/checks.ts';

export const totalCountsAllPages: Case = {
  id: '7644-3.4.2.4-total-over-pages',
  title: 'totalResults counts all pages',
  source: 'RFC 7644 §3.4.2.4',
  law: 'totalResults is the number over all pages, not that of this page. A client that is told less stops reading, and may take the rest for deleted.',
  fix: 'Count before you cut the page.',
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName });
    await createUser({ displayName });
    const answer = await scim.get('/Users', { query: { filter: `displayName eq "${displayName}"`, count: 1 } });
    found(answer);
    checkEqual(Number(answer.body['totalResults']), 2, 'totalResults of two users with count=1');
  },
};
