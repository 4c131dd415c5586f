import type { Case } from '../kit/case.ts';
import { checkError } from '../kit/checks.ts';

export const unreadableFilterIs400: Case = {
  id: '7644-3.4.2.2-unreadable-filter',
  title: 'A filter that cannot be read is refused with invalidFilter',
  source: 'RFC 7644 §3.4.2.2, §3.12',
  law: 'A filter that does not follow the grammar is answered with 400 and invalidFilter. Whoever answers with a list instead gives away unfiltered people.',
  fix: 'Parse the whole filter before you search, and answer 400 with scimType invalidFilter when anything is left over or missing.',
  async run({ scim }) {
    const wrong = ['userName', 'userName eq', 'userName eq "a', '(userName eq "a"', 'userName eq "a" and', 'eq "a"'];
    for (const filter of wrong) checkError(await scim.get('/Users', { query: { filter } }), 400, 'invalidFilter');
  },
};
