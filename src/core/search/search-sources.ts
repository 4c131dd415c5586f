import { groupResource } from '../groups/group-resource.rules.ts';
import { driveOf } from '../resources/drive.rules.ts';
import { ResourceFault } from '../resources/fault.rules.ts';
import { type Filter, readFilter } from '../resources/filter.rules.ts';
import { jsonpathOf } from '../resources/jsonpath.rules.ts';
import { resolveFilter } from '../resources/resolve-filter.rules.ts';
import { sortKeyOf } from '../resources/sort.rules.ts';
import { userResource } from '../users/user-resource.rules.ts';
import type { Kind, Source } from './hits.sql.ts';

/** The resource type of a kind. */
const types = { user: userResource, group: groupResource } as const;

/** What was asked of the resources, as the client wrote it. */
export type Asked = { readonly filter?: string | undefined; readonly sortBy?: string | undefined };

/**
 * What to look for among each kind. Where several kinds are searched, an attribute that only one of them has is absent
 * from the others (RFC 7644 §3.4.2.1). Throws ResourceFault.
 */
export function sourcesOf(kinds: readonly Kind[], { filter, sortBy }: Asked): Source[] {
  const read = filter === undefined ? undefined : readFilter(filter);
  const unknownIs = kinds.length > 1 ? 'absent' : 'fault';
  if (unknownIs === 'absent') assertKnownSomewhere(kinds, read, sortBy);
  return kinds.map((kind) => {
    const sort = sortBy === undefined ? undefined : sortKeyOf(types[kind], sortBy, { unknownIs });
    return { kind, sort, ...narrowed(kind, read, unknownIs) };
  });
}

/** The filter as what an index finds, and what remains to be checked. */
function narrowed(
  kind: Kind,
  filter: Filter | undefined,
  unknownIs: 'fault' | 'absent',
): Pick<Source, 'drive' | 'rest'> {
  if (filter === undefined) return { drive: undefined, rest: undefined };
  const condition = resolveFilter(types[kind], filter, { unknownIs });
  if (condition.kind === 'constant') return condition.value ? { drive: undefined, rest: undefined } : NOBODY;
  const drive = driveOf(types[kind], condition);
  const rest = drive === undefined ? condition : drive.rest;
  return { drive, rest: rest === undefined ? undefined : jsonpathOf(rest) };
}

/** What no row can be: an id that is none. */
const NOBODY = { drive: { key: 'id', value: '', rest: undefined }, rest: undefined } as const;

/** An attribute that no kind has is a mistake, not an absence: never an unfiltered list. */
function assertKnownSomewhere(kinds: readonly Kind[], filter: Filter | undefined, sortBy: string | undefined): void {
  const faults = kinds.map((kind) => faultOf(kind, filter, sortBy));
  const [first] = faults;
  if (first !== undefined && faults.every((fault) => fault !== undefined)) throw first;
}

function faultOf(kind: Kind, filter: Filter | undefined, sortBy: string | undefined): ResourceFault | undefined {
  try {
    if (filter !== undefined) resolveFilter(types[kind], filter);
    if (sortBy !== undefined) sortKeyOf(types[kind], sortBy);
    return undefined;
  } catch (error) {
    if (error instanceof ResourceFault) return error;
    throw error;
  }
}
