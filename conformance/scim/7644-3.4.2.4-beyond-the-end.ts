import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const beyondTheEndIsEmpty: Case = {
  id: '7644-3.4.2.4-beyond-the-end',
  title: 'A page beyond the end is empty, with 200',
  source: 'RFC 7644 §3.4.2.4',
  law: 'A client that asks for more pages than there are gets an empty one. It is no error: people may have left since the page before.',
  fix: 'Answer a startIndex beyond the last resource with 200, the true totalResults and no resources.',
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName });
    await createUser({ displayName });
    const query = { filter: `displayName eq "${displayName}"`, startIndex: 3, count: 10 };
    checkFinds(await scim.get('/Users', { query }), []);
  },
};
