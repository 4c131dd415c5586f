import type { Case } from '../kit/case.ts';
import { checkEqual, cursorPage } from '../kit/checks.ts';

export const cursorPagesAreAll: Case = {
  id: '9865-2-pages-together',
  title: 'The pages by cursor put together have everybody of the filter once',
  source: 'RFC 9865 §2',
  law: 'With the same filter, order and count, each nextCursor leads to the next page of one list: nobody twice, nobody left out, nobody whom the filter does not meet.',
  fix: 'Let the cursor say after whom the next page begins, in an order that has no ties, and keep the filter.',
  needs: ['cursor'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const made: string[] = [];
    for (let n = 0; n < 3; n += 1) made.push((await createUser({ displayName })).id);
    await createUser();
    const seen: string[] = [];
    let cursor: string | undefined = '';
    for (let page = 0; page < 4 && cursor !== undefined && seen.length < made.length; page += 1) {
      const query = { filter: `displayName eq "${displayName}"`, cursor, count: 2 };
      const { ids, next } = cursorPage(await scim.get('/Users', { query }));
      seen.push(...ids);
      cursor = next;
    }
    checkEqual(seen.toSorted(), made.toSorted(), 'Who is on the pages (by id)');
  },
};
