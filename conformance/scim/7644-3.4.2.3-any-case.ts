import type { Case } from '../kit/case.ts';
import { checkFindsInOrder } from '../kit/checks.ts';

export const sortsWithoutCase: Case = {
  id: '7644-3.4.2.3-any-case',
  title: 'Texts that are not case-exact are sorted without case',
  source: 'RFC 7644 §3.4.2.3',
  law: 'Sorting follows the schema as comparing does: a text that is not case-exact is sorted without case, and capitals do not come first.',
  fix: 'Order by the folded text for attributes that are not caseExact.',
  needs: ['sort'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const c = await createUser({ displayName, title: 'Clerk' });
    const b = await createUser({ displayName, title: 'baker' });
    const a = await createUser({ displayName, title: 'Actor' });
    const query = { filter: `displayName eq "${displayName}"`, sortBy: 'title' };
    checkFindsInOrder(await scim.get('/Users', { query }), [a.id, b.id, c.id]);
  },
};
