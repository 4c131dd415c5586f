import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const findsByExternalId: Case = {
  id: '7644-3.4.2.2-eq-external-id',
  title: 'externalId eq finds the one user',
  source: 'RFC 7644 §3.4.2.2',
  law: 'externalId is the client’s own key, and Entra ID and Auth0 find people by it.',
  fix: 'Store externalId, and evaluate `externalId eq "…"` on users.',
  async run({ scim, unique, createUser }) {
    const externalId = unique('external');
    const { id } = await createUser({ externalId });
    await createUser({ externalId: unique('external') });
    checkFinds(await scim.get('/Users', { query: { filter: `externalId eq "${externalId}"` } }), [id]);
  },
};
