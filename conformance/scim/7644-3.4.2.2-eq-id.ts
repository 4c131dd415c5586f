import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const findsById: Case = {
  id: '7644-3.4.2.2-eq-id',
  title: 'id eq finds the one user',
  source: 'RFC 7644 §3.4.2.2',
  law: 'The id is an attribute and can be sought like any other. Entra ID asks for it when it checks a manager.',
  fix: 'Evaluate `id eq "…"` in filters.',
  async run({ scim, createUser }) {
    const { id } = await createUser();
    await createUser();
    checkFinds(await scim.get('/Users', { query: { filter: `id eq "${id}"` } }), [id]);
  },
};
