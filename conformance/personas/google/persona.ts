import type { Persona } from '../persona.ts';
import { connectGoogle } from './client.ts';
import { googleApplicationJson } from './google-application-json.ts';
import { googleCreateAfterDelete } from './google-create-after-delete.ts';
import { googleCreateWithLegacyUrn } from './google-create-with-legacy-urn.ts';
import { googleDeleteActiveUser } from './google-delete-active-user.ts';
import { googleDeletedLeavesGroups } from './google-deleted-leaves-groups.ts';
import { googleMatchFindsSuspended } from './google-match-finds-suspended.ts';
import { googleProbe } from './google-probe.ts';
import { googleSuspendAndRestore } from './google-suspend-and-restore.ts';
import { googleUpdateProfile } from './google-update-profile.ts';

/** Google Workspace, by way of a catalogue app: it has no SCIM client for apps of one's own. */
export const google: Persona = {
  name: 'google',
  title: 'Google Workspace',
  variants: [{ name: 'google', title: 'Google Workspace, auto-provisioning', connect: connectGoogle }],
  scenarios: [
    googleProbe,
    googleCreateWithLegacyUrn,
    googleApplicationJson,
    googleMatchFindsSuspended,
    googleUpdateProfile,
    googleSuspendAndRestore,
    googleDeleteActiveUser,
    googleDeletedLeavesGroups,
    googleCreateAfterDelete,
  ],
};
