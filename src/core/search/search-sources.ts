import { groupResource } from '../groups/group-resource.rules.ts';
import type { ResourceType } from '../resources/attributes.rules.ts';
import type { Condition } from '../resources/condition.rules.ts';
import { driveOf } from '../resources/drive.rules.ts';
import { ResourceFault } from '../resources/fault.rules.ts';
import { readFilter } from '../resources/filter.rules.ts';
import { jsonpathOf } from '../resources/jsonpath.rules.ts';
import { resolveRootFilter } from '../resources/resolve-filter.rules.ts';
import { type SortKey, sortKeyOf } from '../resources/sort.rules.ts';
import { userResource } from '../users/user-resource.rules.ts';
import type { Kind, Source } from './hits.sql.ts';

/** The resource type of a kind. */
const types = { user: userResource, group: groupResource } as const;

/** What was asked of the resources, as the client wrote it. */
export type Asked = { readonly filter?: string | undefined; readonly sortBy?: string | undefined };

/**
 * What to look for among each kind. Where several kinds are searched, an attribute that only one of them has is absent
 * from the others (RFC 7644 §3.4.2.1); one that none has is a mistake. Throws ResourceFault.
 */
export function sourcesOf(kinds: readonly Kind[], { filter, sortBy }: Asked): Source[] {
  const searched = kinds.map((kind) => types[kind]);
  const conditions = filter === undefined ? [] : resolveRootFilter(searched, readFilter(filter));
  const sorts = sortBy === undefined ? [] : sortKeysOf(searched, sortBy);
  return kinds.map((kind, index) => ({ kind, sort: sorts[index], ...narrowed(kind, conditions[index]) }));
}

/** The condition as what an index finds, and what remains to be checked. */
function narrowed(kind: Kind, condition: Condition | undefined): Pick<Source, 'drive' | 'rest'> {
  if (condition === undefined) return { drive: undefined, rest: undefined };
  if (condition.kind === 'constant') return condition.value ? { drive: undefined, rest: undefined } : NOBODY;
  const drive = driveOf(types[kind], condition);
  const rest = drive === undefined ? condition : drive.rest;
  return { drive, rest: rest === undefined ? undefined : jsonpathOf(rest) };
}

/** What no row can be: an id that is none. */
const NOBODY = { drive: { key: 'id', value: '', rest: undefined }, rest: undefined } as const;

function sortKeysOf(searched: readonly ResourceType[], sortBy: string): SortKey[] {
  const unknownIs = searched.length > 1 && searched.some((type) => hasSortKey(type, sortBy)) ? 'absent' : 'fault';
  return searched.map((type) => sortKeyOf(type, sortBy, { unknownIs }));
}

function hasSortKey(type: ResourceType, sortBy: string): boolean {
  try {
    sortKeyOf(type, sortBy);
    return true;
  } catch (error) {
    if (error instanceof ResourceFault) return false;
    throw error;
  }
}
