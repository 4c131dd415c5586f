import { z } from 'zod';
import { isId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import { directoryOf } from '../permissions.ts';
import { driveOf } from '../resources/drive.rules.ts';
import { readFilter } from '../resources/filter.rules.ts';
import { refusingFaults } from '../resources/refusing-faults.ts';
import { resolveFilter } from '../resources/resolve-filter.rules.ts';
import { read } from '../verb.ts';
import { extent } from './get-group.ts';
import { groupResource } from './group-resource.rules.ts';
import { groupRow, selectGroupBy } from './groups.sql.ts';

const groupKey = z.object({ by: z.enum(['id', 'displayNameKey', 'externalId']), value: z.string() });

/** A key that at most one group of a directory has. */
export type GroupKey = z.output<typeof groupKey>;

/** The key that a filter names and nothing else, such as `displayName eq "…"`. Refuses invalid_filter. */
export function groupKeyOf(filter: string): GroupKey | undefined {
  const drive = refusingFaults(() => driveOf(groupResource, resolveFilter(groupResource, readFilter(filter))));
  if (drive === undefined || drive.rest !== undefined) return undefined;
  const { key, value } = drive;
  return key === 'id' || key === 'displayNameKey' || key === 'externalId' ? { by: key, value } : undefined;
}

/** The id that no group has: what is looked for when a value cannot be an id. */
const NONE = '00000000-0000-0000-0000-000000000000';

/** The groups of the actor's directory that have a key: one or none. */
export const findGroups = read({
  may: 'groups.read',
  input: groupKey.extend({ extent }),
  prepare(context, { by, value, extent }) {
    const directory = directoryOf(context.actor);
    if (directory === null) throw new Refusal('forbidden', 'Filters are for the clients of a directory.');
    const key = by === 'id' && !isId(value) ? NONE : value;
    return { statement: selectGroupBy[by][extent], values: [directory, key], answer: (rows) => rows.map(groupRow) };
  },
});
