import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const findsUserNameInAnyCase: Case = {
  id: '7644-3.4.2.2-eq-user-name-any-case',
  title: 'userName is compared without case',
  source: 'RFC 7644 §3.4.2.2, RFC 7643 §4.1.1',
  law: 'userName is not case-exact, so that a filter finds it in capitals too. Okta and Microsoft both test it.',
  fix: 'Compare userName without case, by a lower-case copy with an index for instance, and keep it on read as it was sent.',
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}@example.com`;
    const { id } = await createUser({ userName });
    checkFinds(await scim.get('/Users', { query: { filter: `userName eq "${userName.toUpperCase()}"` } }), [id]);
  },
};
