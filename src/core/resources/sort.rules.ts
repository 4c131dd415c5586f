import { type Attribute, type ResourceType, subAttributesOf } from './attributes.rules.ts';
import type { Step } from './condition.rules.ts';
import { quoted, ResourceFault } from './fault.rules.ts';
import { type Found, findAttribute } from './filter-path.rules.ts';
import { rootPath } from './jsonpath.rules.ts';

/** What a list is ordered by. */
export type SortKey = {
  /**
   * For `jsonb_path_query_first(folded::jsonb, jsonpath, vars) #>> '{}'`, ordered `collate "C"`: folded where case does
   * not matter; null where the resource has no value (RFC 7644 §3.4.2.3: last when ascending, first when descending).
   */
  readonly jsonpath: string;
  /** The column of the row that has the same order, if one has. */
  readonly column?: SortColumn;
};

export type SortColumn = 'id' | 'userNameKey' | 'displayNameKey' | 'externalId' | 'active' | 'created' | 'modified';

const COLUMNS: Readonly<Record<string, SortColumn>> = {
  id: 'id',
  externalId: 'externalId',
  active: 'active',
  'meta.created': 'created',
  'meta.lastModified': 'modified',
  'User userName': 'userNameKey',
  'Group displayName': 'displayNameKey',
};

/** No row has it. */
const NOWHERE: SortKey = { jsonpath: '$ ? (1 == 0)' };

/**
 * Reads sortBy (RFC 7644 §3.4.2.3): of a complex attribute its `value` counts, of several values the primary one or
 * else the first. `unknownIs: 'absent'` is for queries over several types. Throws ResourceFault invalid_value, which is
 * what RFC 7644 §3.12 has for queries; its invalidPath is for PATCH.
 */
export function sortKeyOf(
  type: ResourceType,
  claimedSortBy: string,
  { unknownIs = 'fault' }: { readonly unknownIs?: 'fault' | 'absent' } = {},
): SortKey {
  const sortBy = claimedSortBy.trim();
  const found = find(type, sortBy);
  if (found === undefined && unknownIs === 'absent') return NOWHERE;
  if (found === undefined) {
    throw fault(`${quoted(sortBy)} is not an attribute of ${type.core.name}. See /Schemas for those there are`);
  }
  const name = found.path[0]?.name ?? '';
  if (name === 'members' || name === 'groups') throw fault(`${name} cannot be sorted by. Leave out sortBy`);
  const path = valuePath(found, sortBy);
  const names = path.map((step) => step.name).join('.');
  const column = COLUMNS[`${type.core.name} ${names}`] ?? COLUMNS[names];
  const jsonpath = firstOf(path, type.attributes.get(name.toLowerCase()));
  return column === undefined ? { jsonpath } : { jsonpath, column };
}

function find(type: ResourceType, sortBy: string): Found | undefined {
  try {
    return findAttribute(type, sortBy);
  } catch (error) {
    if (!(error instanceof ResourceFault)) throw error;
    throw new ResourceFault('invalid_value', error.message, 'sortBy');
  }
}

function valuePath({ path, attribute }: Found, sortBy: string): readonly Step[] {
  if (attribute.type !== 'complex') return path;
  if (subAttributesOf(attribute).has('value')) return [...path, { name: 'value', multiValued: false }];
  const names = [...subAttributesOf(attribute).values()].map(({ name }) => `${sortBy}.${name}`);
  throw fault(`${sortBy} has no value of its own. Sort by one of ${names.join(', ')}`);
}

/** The primary value, or else all: the first of them is what the query takes. */
function firstOf(path: readonly Step[], attribute: Attribute | undefined): string {
  const [first, ...rest] = path;
  const hasPrimary = attribute?.multiValued === true && subAttributesOf(attribute).has('primary');
  if (first === undefined || !hasPrimary) return rootPath(path);
  const elements = rootPath([first]);
  const isPrimary = '? (@."primary" == true)';
  const chosen = `${elements} ? (@."primary" == true || !exists(${elements} ${isPrimary}))`;
  return `${chosen}${rest.map(({ name }) => `.${JSON.stringify(name)}`).join('')}`;
}

function fault(what: string): ResourceFault {
  return new ResourceFault('invalid_value', `${what}.`, 'sortBy');
}
