import type { Case } from '../kit/case.ts';
import { checkEqual, found } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const searchTakesPages: Case = {
  id: '7644-3.4.3-search-pages',
  title: 'POST /.search takes startIndex and count',
  source: 'RFC 7644 §3.4.3, §3.4.2.4',
  law: 'The body of a search may have all that a query may have; startIndex and count are numbers in it.',
  fix: 'Read startIndex and count from the body, and cut the page as GET does.',
  async run({ scim, unique, createUser, skip }) {
    const displayName = unique('set');
    const made = [(await createUser({ displayName })).id, (await createUser({ displayName })).id];
    const seen: string[] = [];
    for (const startIndex of [1, 2]) {
      const body = { schemas: [URN.search], filter: `displayName eq "${displayName}"`, startIndex, count: 1 };
      const answer = await scim.post('/Users/.search', body);
      if ([404, 405, 501].includes(answer.status)) skip('The server has no POST /.search.');
      seen.push(...found(answer).map(({ id }) => id));
    }
    checkEqual(seen.toSorted(), made.toSorted(), 'Who is on the pages of the search (by id)');
  },
};
