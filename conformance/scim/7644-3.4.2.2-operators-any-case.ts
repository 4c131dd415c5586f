import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const operatorsInAnyCase: Case = {
  id: '7644-3.4.2.2-operators-any-case',
  title: 'Operators are read without case',
  source: 'RFC 7644 §3.4.2.2',
  law: 'The names of operators have no case: `EQ`, `Eq` and `eq` are one, and so are `OR` and `or`.',
  fix: 'Fold the case of operators and of and, or, not before you compare them.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}@example.com`;
    const { id } = await createUser({ userName });
    const filter = `userName EQ "${userName}" OR userName Eq "${unique('nobody')}"`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
  },
};
