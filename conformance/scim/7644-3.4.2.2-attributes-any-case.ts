import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const attributesInAnyCase: Case = {
  id: '7644-3.4.2.2-attributes-any-case',
  title: 'Names of attributes are read without case in filters',
  source: 'RFC 7644 §3.4.2.2, RFC 7643 §2.1',
  law: 'The names of attributes have no case, and so neither in filters: `USERNAME` is userName.',
  fix: 'Look names of attributes and sub-attributes up without case.',
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}@example.com`;
    const { id } = await createUser({ userName });
    checkFinds(await scim.get('/Users', { query: { filter: `USERNAME eq "${userName}"` } }), [id]);
    checkFinds(await scim.get('/Users', { query: { filter: `username eq "${userName}"` } }), [id]);
  },
};
