import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterSubAttribute: Case = {
  id: '7644-3.4.2.2-sub-attribute',
  title: 'name.familyName can be compared',
  source: 'RFC 7644 §3.4.2.2',
  law: 'A sub-attribute is named by its path with a dot.',
  fix: 'Resolve paths with a dot in filters, for `name` and its like too.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const familyName = unique('Lovelace');
    const { id } = await createUser({ name: { givenName: 'Ada', familyName } });
    checkFinds(await scim.get('/Users', { query: { filter: `name.familyName eq "${familyName}"` } }), [id]);
  },
};
