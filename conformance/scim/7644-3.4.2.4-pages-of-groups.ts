import type { Case } from '../kit/case.ts';
import { checkEqual, found } from '../kit/checks.ts';

export const pagesOfGroupsAreAll: Case = {
  id: '7644-3.4.2.4-pages-of-groups',
  title: 'The pages of a list of groups put together have each group once',
  source: 'RFC 7644 §3.4.2.4',
  law: 'Groups are paged as users are. PingFederate finds groups by reading all pages.',
  fix: 'Order groups by something unique before you cut pages.',
  needs: ['filter'],
  async run({ scim, unique, createGroup }) {
    const names = [unique('Mathematics'), unique('Compilers'), unique('Algebra')];
    const made: string[] = [];
    for (const displayName of names) made.push((await createGroup({ displayName })).id);
    const filter = names.map((name) => `displayName eq "${name}"`).join(' or ');
    const seen: string[] = [];
    for (let page = 0; page < 3 && seen.length < made.length; page += 1) {
      const query = { filter, startIndex: seen.length + 1, count: 2 };
      seen.push(...found(await scim.get('/Groups', { query })).map(({ id }) => id));
    }
    checkEqual(seen.toSorted(), made.toSorted(), 'The groups on the pages (by id)');
  },
};
