import type { Persona } from '../persona.ts';
import { connectPing } from './client.ts';
import { pingCreate } from './ping-create.ts';
import { pingDelete } from './ping-delete.ts';
import { pingGroupMembers } from './ping-group-members.ts';
import { pingGroupRename } from './ping-group-rename.ts';
import { pingMatch } from './ping-match.ts';
import { pingPagesGroups } from './ping-pages-groups.ts';
import { pingPutDeactivates } from './ping-put-deactivates.ts';
import { pingPutUpdates } from './ping-put-updates.ts';

/** PingOne and PingFederate, which share a SCIM connector's ways. */
export const ping: Persona = {
  name: 'ping',
  title: 'Ping Identity',
  variants: [{ name: 'ping', title: 'PingOne and PingFederate, outbound SCIM', connect: connectPing }],
  scenarios: [
    pingMatch,
    pingCreate,
    pingPutUpdates,
    pingPutDeactivates,
    pingDelete,
    pingPagesGroups,
    pingGroupMembers,
    pingGroupRename,
  ],
};
