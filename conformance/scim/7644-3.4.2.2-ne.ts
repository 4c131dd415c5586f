import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterNotEqual: Case = {
  id: '7644-3.4.2.2-ne',
  title: 'ne finds those with another value',
  source: 'RFC 7644 §3.4.2.2',
  law: '`ne` is true where the value is another than the given one.',
  fix: 'Evaluate `ne` as the opposite of `eq`, with the same rules about case.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName, title: 'Countess' });
    const { id } = await createUser({ displayName, title: 'Analyst' });
    const filter = `displayName eq "${displayName}" and title ne "Countess"`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
  },
};
