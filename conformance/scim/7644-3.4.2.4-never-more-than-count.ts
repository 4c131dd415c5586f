import type { Case } from '../kit/case.ts';
import { check, found } from '../kit/checks.ts';

export const neverMoreThanCount: Case = {
  id: '7644-3.4.2.4-never-more-than-count',
  title: 'A page never has more resources than count',
  source: 'RFC 7644 §3.4.2.4',
  law: 'count is the most that a page may have. A server may give fewer, never more.',
  fix: 'Limit the page to count, also when there is a filter.',
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName });
    await createUser({ displayName });
    const answer = await scim.get('/Users', { query: { filter: `displayName eq "${displayName}"`, count: 1 } });
    const { length } = found(answer);
    check(length <= 1, `A page with count=1 should have one resource at most, and has ${length}.`);
  },
};
