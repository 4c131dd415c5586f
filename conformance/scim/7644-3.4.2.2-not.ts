import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterNot: Case = {
  id: '7644-3.4.2.2-not',
  title: 'not turns the filter in its parentheses around',
  source: 'RFC 7644 §3.4.2.2',
  law: '`not ( … )` is true where the filter in the parentheses is false.',
  fix: 'Read `not` before a filter in parentheses, and turn its result around.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName, title: 'Countess' });
    const { id } = await createUser({ displayName, title: 'Analyst' });
    const filter = `displayName eq "${displayName}" and not (title eq "Countess")`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
  },
};
