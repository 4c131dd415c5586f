import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const valueWithoutWildcards: Case = {
  id: '7644-3.4.2.2-value-wildcards',
  title: 'Percent signs and underscores in a value stand for themselves',
  source: 'RFC 7644 §3.4.2.2',
  law: 'There are no wildcards in filters. A percent sign or an underscore in a value stands for nothing but itself.',
  fix: 'Escape %, _ and the escape letter before a value goes into LIKE.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const { id } = await createUser({ displayName, title: '50% _off_' });
    await createUser({ displayName, title: '50 off' });
    for (const part of ['%', '_']) {
      const filter = `displayName eq "${displayName}" and title co "${part}"`;
      checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
    }
  },
};
