import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const qualifiedNameInFilter: Case = {
  id: '7644-3.10-filter',
  title: 'A filter may name an attribute with its schema’s URN',
  source: 'RFC 7644 §3.10',
  law: 'An attribute has a full name, the URN of its schema, a colon and its own name, which means the same as the short one.',
  fix: 'Accept the URN of the core schema before the names of its attributes in filters.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}@example.com`;
    const { id } = await createUser({ userName });
    checkFinds(await scim.get('/Users', { query: { filter: `${URN.user}:userName eq "${userName}"` } }), [id]);
  },
};
