import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const countBelowZeroIsZero: Case = {
  id: '7644-3.4.2.4-count-below-zero',
  title: 'A count below 0 means 0',
  source: 'RFC 7644 §3.4.2.4',
  law: 'A negative count is read as 0: the total and no resources. It is no error, and does not mean all.',
  fix: 'Take the greater of count and 0.',
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName });
    const query = { filter: `displayName eq "${displayName}"`, count: -1 };
    checkFinds(await scim.get('/Users', { query }), []);
  },
};
