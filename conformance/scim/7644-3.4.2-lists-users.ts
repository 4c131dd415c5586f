import type { Case } from '../kit/case.ts';
import { check, found } from '../kit/checks.ts';

export const listsUsers: Case = {
  id: '7644-3.4.2-lists-users',
  title: 'GET /Users without a filter lists users',
  source: 'RFC 7644 §3.4.2',
  law: 'Reading the address of a resource type gives a page of what is there. Okta tests its connection with exactly this request, and imports everybody with it.',
  fix: 'Answer GET /Users?startIndex=1&count=2 with status 200 and a list of at most two users, each with its id.',
  async run({ scim, createUser }) {
    await createUser();
    const answer = await scim.get('/Users', { query: { startIndex: 1, count: 2 } });
    const { length } = found(answer);
    check(
      length === 1 || length === 2,
      `${answer.request} with count=2 should give one user or two, and gives ${length}.`,
    );
  },
};
