import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterPresent: Case = {
  id: '7644-3.4.2.2-pr',
  title: 'pr finds those who have a value',
  source: 'RFC 7644 §3.4.2.2',
  law: '`pr` is true where the attribute has a value that is not empty.',
  fix: 'Evaluate `pr` as: there is a value. It takes no value behind it.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const { id } = await createUser({ displayName, title: 'Countess' });
    await createUser({ displayName });
    const filter = `displayName eq "${displayName}" and title pr`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
  },
};
