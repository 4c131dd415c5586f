import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const searchesGroupsByPost: Case = {
  id: '7644-3.4.3-search-groups',
  title: 'POST /Groups/.search finds as GET does',
  source: 'RFC 7644 §3.4.3',
  law: 'Every resource type can be searched by POST to its /.search.',
  fix: 'Route POST /Groups/.search to the same query as GET /Groups, with the parameters from the body.',
  async run({ scim, unique, createGroup }) {
    const displayName = unique('Mathematics');
    const { id } = await createGroup({ displayName });
    await createGroup();
    const body = { schemas: [URN.search], filter: `displayName eq "${displayName}"` };
    checkFinds(await scim.post('/Groups/.search', body), [id]);
  },
};
