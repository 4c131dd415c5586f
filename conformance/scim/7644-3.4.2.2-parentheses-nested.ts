import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterNestedParentheses: Case = {
  id: '7644-3.4.2.2-parentheses-nested',
  title: 'Parentheses and not may stand inside of parentheses',
  source: 'RFC 7644 §3.4.2.2',
  law: 'Filters nest: any filter, one with `not` too, may stand in parentheses.',
  fix: 'Let your parser call itself for what is in parentheses, instead of looking for known forms.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName, title: 'Countess' });
    await createUser({ displayName, title: 'Analyst' });
    const { id } = await createUser({ displayName, title: 'Poet' });
    const filter = `displayName eq "${displayName}" and (not (title eq "Countess" or (title eq "Analyst")))`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
  },
};
