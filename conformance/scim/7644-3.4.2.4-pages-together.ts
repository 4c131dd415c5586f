import type { Case } from '../kit/case.ts';
import { checkEqual, found } from '../kit/checks.ts';

export const pagesTogetherAreAll: Case = {
  id: '7644-3.4.2.4-pages-together',
  title: 'The pages of a list put together have everybody once',
  source: 'RFC 7644 §3.4.2.4',
  law: 'Pages are parts of one list: nobody is on two of them, and nobody is left out. Where Okta takes its people from the server, it deactivates whom it misses in an import.',
  fix: 'Order by something unique, the id for instance, before you cut pages, and start at startIndex − 1.',
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const made: string[] = [];
    for (let n = 0; n < 3; n += 1) made.push((await createUser({ displayName })).id);
    const seen: string[] = [];
    for (let page = 0; page < 3 && seen.length < made.length; page += 1) {
      const query = { filter: `displayName eq "${displayName}"`, startIndex: seen.length + 1, count: 2 };
      seen.push(...found(await scim.get('/Users', { query })).map(({ id }) => id));
    }
    checkEqual(seen.toSorted(), made.toSorted(), 'Who is on the pages (by id)');
  },
};
