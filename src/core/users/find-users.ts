import { z } from 'zod';
import { isId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import { directoryOf } from '../permissions.ts';
import { driveOf } from '../resources/drive.rules.ts';
import { readFilter } from '../resources/filter.rules.ts';
import { refusingFaults } from '../resources/refusing-faults.ts';
import { resolveFilter } from '../resources/resolve-filter.rules.ts';
import { read } from '../verb.ts';
import { userResource } from './user-resource.rules.ts';
import { selectUserBy, userRow } from './users.sql.ts';

const userKey = z.object({ by: z.enum(['id', 'userNameKey', 'externalId']), value: z.string() });

/** A key that at most one user of a directory has. */
export type UserKey = z.output<typeof userKey>;

/** The key that a filter names and nothing else, such as `userName eq "…"`. Refuses invalid_filter. */
export function userKeyOf(filter: string): UserKey | undefined {
  const drive = refusingFaults(() => driveOf(userResource, resolveFilter(userResource, readFilter(filter))));
  if (drive === undefined || drive.rest !== undefined) return undefined;
  const { key, value } = drive;
  return key === 'id' || key === 'userNameKey' || key === 'externalId' ? { by: key, value } : undefined;
}

/** The id that no user has: what is looked for when a value cannot be an id. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The users of the actor's directory who have a key: one or none. */
export const findUsers = read({
  may: 'users.read',
  input: userKey,
  prepare(context, { by, value }) {
    const directory = directoryOf(context.actor);
    if (directory === null) throw new Refusal('forbidden', 'Filters are for the clients of a directory.');
    const key = by === 'id' && !isId(value) ? NOBODY : value;
    return { statement: selectUserBy[by], values: [directory, key], answer: (rows) => rows.map(userRow) };
  },
});
