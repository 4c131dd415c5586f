import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const findsInactive: Case = {
  id: '7644-3.4.2-finds-inactive',
  title: 'A user who is not active is found',
  source: 'RFC 7644 §3.4.2, RFC 7643 §4.1.1; Okta and Entra ID',
  law: '`active` is an attribute like others and hides nobody. A client that cannot find somebody whom it has deactivated creates a second one.',
  fix: 'Leave users with `active: false` in lists, filters and GET by id; only a deleted user is gone.',
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}@example.com`;
    const { id } = await createUser({ userName, active: false });
    checkFinds(await scim.get('/Users', { query: { filter: `userName eq "${userName}"` } }), [id]);
  },
};
