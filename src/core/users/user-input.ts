import { isId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Conflicts } from '../verb.ts';

/** There is no such user for this actor: unknown, deleted, another directory's and another organization's look the same. */
export function noSuchUser(claimedId: string): Refusal {
  return new Refusal('not_found', `There is no user with the id ${JSON.stringify(claimedId.slice(0, 60))} here.`);
}

/** An id of a user. What is not shaped like one is not found, never an error of the database. */
export function parsedUserId(claimed: unknown): string {
  const id = String(claimed);
  if (!isId(id)) throw noSuchUser(id);
  return id;
}

/** The manager whom a user names by id is no user of the directory. */
export function noSuchManager(id: string): Refusal {
  return new Refusal(
    'not_found',
    `manager.value: this directory has no user with the id ${JSON.stringify(id)}. Create the manager first, or leave it out.`,
    { field: 'manager.value' },
  );
}

/** What the unique indexes of users say no to. */
export const userConflicts: Conflicts<unknown> = {
  users_organization_id_user_name_key_key: () => taken('userName', 'organization'),
  users_organization_id_directory_id_external_id_key: () => taken('externalId', 'directory'),
};

function taken(field: string, inside: string): Refusal {
  return new Refusal(
    'conflict',
    `This ${field} is taken by another user of the ${inside}. Find that user with a filter on ${field}, and update or activate it, or send another ${field}.`,
    { field },
  );
}
