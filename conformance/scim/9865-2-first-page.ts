import type { Case } from '../kit/case.ts';
import { check, cursorPage } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const cursorBegins: Case = {
  id: '9865-2-first-page',
  title: 'An empty cursor begins, and the page says where it goes on',
  source: 'RFC 9865 §2',
  law: 'A client begins with an empty cursor. As long as there is more, the page has a nextCursor, and never more resources than count.',
  fix: 'Answer ?cursor&count=1 with one page and a nextCursor when more than one resource is found.',
  needs: ['cursor'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName });
    await createUser({ displayName });
    const query = { filter: `displayName eq "${displayName}"`, cursor: '', count: 1 };
    const answer = await scim.get('/Users', { query });
    const { ids, next } = cursorPage(answer);
    check(ids.length <= 1, `A page with count=1 should have one resource at most, and has ${ids.length}.`);
    check(next !== undefined, `nextCursor should be a text that leads on, and is ${shown(answer.body['nextCursor'])}.`);
  },
};
