import type { Case } from '../kit/case.ts';
import { checkEqual, found } from '../kit/checks.ts';

export const sortsOverPages: Case = {
  id: '7644-3.4.2.3-over-pages',
  title: 'The order goes on from page to page',
  source: 'RFC 7644 §3.4.2.3, §3.4.2.4',
  law: 'Pages are cut out of the sorted whole, and not each sorted by itself.',
  fix: 'Sort before you cut pages.',
  needs: ['sort'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const c = await createUser({ displayName, title: 'clerk' });
    const a = await createUser({ displayName, title: 'actor' });
    const b = await createUser({ displayName, title: 'baker' });
    const seen: string[] = [];
    for (let page = 0; page < 3 && seen.length < 3; page += 1) {
      const query = {
        filter: `displayName eq "${displayName}"`,
        sortBy: 'title',
        startIndex: seen.length + 1,
        count: 2,
      };
      seen.push(...found(await scim.get('/Users', { query })).map(({ id }) => id));
    }
    checkEqual(seen, [a.id, b.id, c.id], 'The order over the pages (by id)');
  },
};
