import { isId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Conflicts } from '../verb.ts';

/** There is no such group for this actor: unknown, deleted, another directory's and another organization's look the same. */
export function noSuchGroup(claimedId: string): Refusal {
  return new Refusal('not_found', `There is no group with the id ${JSON.stringify(claimedId.slice(0, 60))} here.`);
}

/** An id of a group. What is not shaped like one is not found, never an error of the database. */
export function parsedGroupId(claimed: unknown): string {
  const id = String(claimed);
  if (!isId(id)) throw noSuchGroup(id);
  return id;
}

const SHOWN = 5;

/** There are no such users or groups in the directory. Nothing was changed. */
export function noSuchMembers(ids: readonly string[]): Refusal {
  const shown = ids.slice(0, SHOWN).map((id) => JSON.stringify(id.slice(0, 60)));
  const more = ids.length > SHOWN ? ` and ${ids.length - SHOWN} more` : '';
  return new Refusal(
    'not_found',
    `members: this directory has no user or group with the id ${shown.join(', ')}${more}. Create them first; nothing was changed.`,
    { field: 'members' },
  );
}

/** Ids that may be members. Throws the refusal above for one that is not shaped like an id. */
export function assertMemberIds(ids: readonly string[]): void {
  const strange = ids.filter((id) => !isId(id));
  if (strange.length > 0) throw noSuchMembers(strange);
}

/** What the unique indexes of groups, and the keys of their members, say no to. */
export const groupConflicts: Conflicts<unknown> = {
  groups_organization_id_directory_id_display_name_key_key: () => taken('displayName'),
  groups_organization_id_directory_id_external_id_key: () => taken('externalId'),
  group_users_organization_id_user_id_fkey: memberLeft,
  group_groups_organization_id_member_id_fkey: memberLeft,
};

function taken(field: string): Refusal {
  return new Refusal(
    'conflict',
    `This ${field} is taken by another group of this directory. Find that group with a filter on ${field} and link to it, or send another ${field}.`,
    { field },
  );
}

function memberLeft(): Refusal {
  return new Refusal('not_found', 'members: one of them was deleted in this moment. Send the request again.', {
    field: 'members',
  });
}
