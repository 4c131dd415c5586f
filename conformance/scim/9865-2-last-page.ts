import type { Case } from '../kit/case.ts';
import { check, cursorPage } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const lastPageHasNoCursor: Case = {
  id: '9865-2-last-page',
  title: 'The last page has no nextCursor',
  source: 'RFC 9865 §2',
  law: 'nextCursor is left out on the last page and on no other: that is how a client knows the end. An empty one or null is not left out.',
  fix: 'Leave nextCursor out of the answer when nothing follows.',
  needs: ['cursor'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName });
    await createUser({ displayName });
    let cursor: string | undefined = '';
    for (let page = 0; page < 4 && cursor !== undefined; page += 1) {
      const query = { filter: `displayName eq "${displayName}"`, cursor, count: 5 };
      const answer = await scim.get('/Users', { query });
      cursor = cursorPage(answer).next;
      const { nextCursor } = answer.body;
      check(
        nextCursor === undefined || cursor !== undefined,
        `nextCursor should be left out on the last page, and is ${shown(nextCursor)}.`,
      );
    }
    check(cursor === undefined, 'The pages of a list of two users should come to an end.');
  },
};
