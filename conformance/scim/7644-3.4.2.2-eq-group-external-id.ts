import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const findsGroupByExternalId: Case = {
  id: '7644-3.4.2.2-eq-group-external-id',
  title: 'externalId eq finds the one group',
  source: 'RFC 7644 §3.4.2.2',
  law: 'Groups have an externalId too. Entra ID can be set to find them by it, and Microsoft’s validator asks for it.',
  fix: 'Store the externalId of groups, and evaluate `externalId eq "…"` on /Groups.',
  async run({ scim, unique, createGroup }) {
    const externalId = unique('external');
    const { id } = await createGroup({ externalId });
    await createGroup({ externalId: unique('external') });
    checkFinds(await scim.get('/Groups', { query: { filter: `externalId eq "${externalId}"` } }), [id]);
  },
};
