import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const findsGroupByName: Case = {
  id: '7644-3.4.2.2-eq-group-name',
  title: 'displayName eq finds the one group',
  source: 'RFC 7644 §3.4.2.2',
  law: 'Clients link a group of theirs to the one that this filter finds. A server that ignores it and lists all groups gets the wrong one linked.',
  fix: 'Evaluate `displayName eq "…"` on groups and give exactly the group with that name.',
  async run({ scim, unique, createGroup }) {
    const displayName = unique('Mathematics');
    const { id } = await createGroup({ displayName });
    await createGroup();
    checkFinds(await scim.get('/Groups', { query: { filter: `displayName eq "${displayName}"` } }), [id]);
  },
};
