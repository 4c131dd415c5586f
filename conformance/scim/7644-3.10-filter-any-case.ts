import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const qualifiedNameInAnyCase: Case = {
  id: '7644-3.10-filter-any-case',
  title: 'The URN before an attribute is read without case',
  source: 'RFC 7644 §3.10',
  law: 'No part of a full name has case: neither the URN nor the attribute.',
  fix: 'Fold the case of the whole name before you look it up.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}@example.com`;
    const { id } = await createUser({ userName });
    const name = `${URN.user}:userName`.toUpperCase();
    checkFinds(await scim.get('/Users', { query: { filter: `${name} eq "${userName}"` } }), [id]);
  },
};
