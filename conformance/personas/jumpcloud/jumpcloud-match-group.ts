import type { Case } from '../../kit/case.ts';
import { checkFinds } from '../../kit/checks.ts';
import { quoted } from '../client.ts';

export const jumpcloudMatchGroup: Case = {
  id: 'jumpcloud-match-group',
  title: 'A displayName finds the one group that has it',
  source: 'JumpCloud, "Identity Management using a Custom SCIM Integration"; Metatavu/keycloak-scim-server issue 35',
  law: 'Groups are looked for by name before they are created. A server that passes the filter over gives another group, and its members are changed.',
  fix: 'Apply filter=displayName eq "…" to groups as well as to users; a filter that cannot be applied is 400, never all groups.',
  async run({ scim, createGroup }) {
    // Another one is there, so that a filter that is passed over shows.
    await createGroup();
    const { id, displayName } = await createGroup();
    checkFinds(await scim.get('/Groups', { query: { filter: `displayName eq ${quoted(String(displayName))}` } }), [id]);
  },
};
