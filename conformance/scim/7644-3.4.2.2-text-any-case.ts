import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const textsInAnyCase: Case = {
  id: '7644-3.4.2.2-text-any-case',
  title: 'Texts that are not case-exact are compared without case',
  source: 'RFC 7644 §3.4.2.2, RFC 7643 §2.2',
  law: 'An attribute is not case-exact unless its schema says so. displayName of a user is not, and `sw` follows that as `eq` does.',
  fix: 'Compare texts without case in every operator, except for attributes that your schemas declare as caseExact.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('Countess');
    const { id } = await createUser({ displayName: `${displayName} of Lovelace` });
    const filter = `displayName sw "${displayName.toUpperCase()}"`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
  },
};
