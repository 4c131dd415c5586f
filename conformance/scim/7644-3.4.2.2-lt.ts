import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterLess: Case = {
  id: '7644-3.4.2.2-lt',
  title: 'lt finds those before the value, and not the value itself',
  source: 'RFC 7644 §3.4.2.2',
  law: '`lt` compares texts by their letters, and is true for what comes before the given value.',
  fix: 'Evaluate `lt` on texts in the order in which you sort them, without the value itself.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const { id } = await createUser({ displayName, title: 'baker' });
    await createUser({ displayName, title: 'clerk' });
    await createUser({ displayName, title: 'driver' });
    const filter = `displayName eq "${displayName}" and title lt "clerk"`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
  },
};
