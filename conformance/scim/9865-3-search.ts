import type { Case } from '../kit/case.ts';
import { checkEqual, cursorPage } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const searchTakesCursor: Case = {
  id: '9865-3-search',
  title: 'POST /.search takes a cursor in its body',
  source: 'RFC 9865 §3',
  law: 'A search by POST is paged by cursor as a query is, with `cursor` in the body.',
  fix: 'Read `cursor` from the body of a search, and answer nextCursor as for GET.',
  needs: ['cursor'],
  async run({ scim, unique, createUser, skip }) {
    const displayName = unique('set');
    const made = [(await createUser({ displayName })).id, (await createUser({ displayName })).id];
    const seen: string[] = [];
    let cursor: string | undefined = '';
    for (let page = 0; page < 3 && cursor !== undefined && seen.length < made.length; page += 1) {
      const body = { schemas: [URN.search], filter: `displayName eq "${displayName}"`, cursor, count: 1 };
      const answer = await scim.post('/Users/.search', body);
      if ([404, 405, 501].includes(answer.status)) skip('The server has no POST /.search.');
      const { ids, next } = cursorPage(answer);
      seen.push(...ids);
      cursor = next;
    }
    checkEqual(seen.toSorted(), made.toSorted(), 'Who is on the pages of the search (by id)');
  },
};
