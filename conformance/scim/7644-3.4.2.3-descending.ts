import type { Case } from '../kit/case.ts';
import { checkFindsInOrder } from '../kit/checks.ts';

export const sortsDescending: Case = {
  id: '7644-3.4.2.3-descending',
  title: 'sortOrder=descending turns the order around',
  source: 'RFC 7644 §3.4.2.3',
  law: 'sortOrder is ascending or descending.',
  fix: 'Read sortOrder, and order the other way round when it is "descending".',
  needs: ['sort'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const b = await createUser({ displayName, title: 'baker' });
    const a = await createUser({ displayName, title: 'actor' });
    const c = await createUser({ displayName, title: 'clerk' });
    const query = { filter: `displayName eq "${displayName}"`, sortBy: 'title', sortOrder: 'descending' };
    checkFindsInOrder(await scim.get('/Users', { query }), [c.id, b.id, a.id]);
  },
};
