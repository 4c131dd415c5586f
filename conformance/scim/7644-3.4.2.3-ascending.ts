import type { Case } from '../kit/case.ts';
import { checkFindsInOrder } from '../kit/checks.ts';

export const sortsAscending: Case = {
  id: '7644-3.4.2.3-ascending',
  title: 'sortBy orders ascending unless told otherwise',
  source: 'RFC 7644 §3.4.2.3',
  law: 'With sortBy and no sortOrder, resources come in ascending order of that attribute.',
  fix: 'Order by the attribute in sortBy, ascending by default.',
  needs: ['sort'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const c = await createUser({ displayName, title: 'clerk' });
    const a = await createUser({ displayName, title: 'actor' });
    const b = await createUser({ displayName, title: 'baker' });
    const query = { filter: `displayName eq "${displayName}"`, sortBy: 'title' };
    checkFindsInOrder(await scim.get('/Users', { query }), [a.id, b.id, c.id]);
  },
};
