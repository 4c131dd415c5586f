import type { Case } from '../kit/case.ts';
import { checkFindsInOrder } from '../kit/checks.ts';

export const sortsMissingValues: Case = {
  id: '7644-3.4.2.3-missing-values',
  title: 'Who lacks the value comes last when ascending, first when descending',
  source: 'RFC 7644 §3.4.2.3',
  law: 'Resources without a value for the attribute in sortBy stand at the end of an ascending order, and at the beginning of a descending one.',
  fix: 'Order NULLS LAST when ascending and NULLS FIRST when descending.',
  needs: ['sort'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const without = await createUser({ displayName });
    const a = await createUser({ displayName, title: 'actor' });
    const query = { filter: `displayName eq "${displayName}"`, sortBy: 'title' };
    checkFindsInOrder(await scim.get('/Users', { query }), [a.id, without.id]);
    checkFindsInOrder(await scim.get('/Users', { query: { ...query, sortOrder: 'descending' } }), [without.id, a.id]);
  },
};
