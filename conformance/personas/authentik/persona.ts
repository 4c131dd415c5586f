import type { Persona } from '../persona.ts';
import { authentikConflictThenLookUp } from './authentik-conflict-then-look-up.ts';
import { authentikDiscoversByPages } from './authentik-discovers-by-pages.ts';
import { authentikGroupReplacedWhole } from './authentik-group-replaced-whole.ts';
import { authentikMembersInChunks } from './authentik-members-in-chunks.ts';
import { authentikPutDeactivates } from './authentik-put-deactivates.ts';
import { authentikPutUnknownIs404 } from './authentik-put-unknown-is-404.ts';
import { authentikPutUpdates } from './authentik-put-updates.ts';
import { authentikReadsProviderConfig } from './authentik-reads-provider-config.ts';
import { authentikUnquotedFilter } from './authentik-unquoted-filter.ts';
import { connectAuthentik } from './client.ts';

/** authentik, with its SCIM provider. */
export const authentik: Persona = {
  name: 'authentik',
  title: 'authentik',
  variants: [{ name: 'authentik', title: 'authentik, SCIM provider', connect: connectAuthentik }],
  scenarios: [
    authentikReadsProviderConfig,
    authentikConflictThenLookUp,
    authentikUnquotedFilter,
    authentikPutUpdates,
    authentikPutUnknownIs404,
    authentikPutDeactivates,
    authentikGroupReplacedWhole,
    authentikMembersInChunks,
    authentikDiscoversByPages,
  ],
};
