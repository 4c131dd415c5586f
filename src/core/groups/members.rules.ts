import { isObject } from '../resources/codec.rules.ts';
import { quoted, ResourceFault } from '../resources/fault.rules.ts';
import { type Filter, readFilter } from '../resources/filter.rules.ts';

/** What becomes of a group's members: all of them replaced, or some put in and some taken out. An id is in one list. */
export type MemberChange = {
  readonly replaces: boolean;
  readonly add: readonly string[];
  readonly remove: readonly string[];
};

/** One operation of a PATCH on members: `ids` undefined is all of them. */
export type MemberOperation = {
  readonly op: 'add' | 'replace' | 'remove';
  readonly ids: readonly string[] | undefined;
};

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The ids that a list of members names: objects with `value`, or ids of ours alone, one or many. Anything else is refused,
 * so that a shape that was not understood never empties a group. Throws ResourceFault invalid_value.
 */
export function readMembers(claimed: unknown, field: string): string[] {
  if (claimed === undefined || claimed === null) return [];
  const list = Array.isArray(claimed) ? claimed : [claimed];
  return [...new Set(list.map((each, index) => readMember(each, `${field}[${index}]`)))];
}

function readMember(claimed: unknown, field: string): string {
  if (typeof claimed === 'string' && ID.test(claimed)) return claimed;
  const key = isObject(claimed) ? Object.keys(claimed).find((each) => each.toLowerCase() === 'value') : undefined;
  const value = isObject(claimed) && key !== undefined ? claimed[key] : undefined;
  if (typeof value === 'string' && value !== '') return value;
  throw new ResourceFault(
    'invalid_value',
    `${field} must be an object with the member's id in value, not ${quoted(claimed)}.`,
    field,
  );
}

/** The sum of operations in their order: whatever the group holds before, the end is the same. */
export function memberChangeOf(operations: readonly MemberOperation[]): MemberChange | undefined {
  if (operations.length === 0) return undefined;
  let replaces = false;
  const isIn = new Map<string, boolean>();
  for (const { op, ids } of operations) {
    if (op === 'replace' || ids === undefined) {
      replaces = true;
      isIn.clear();
    }
    for (const id of ids ?? []) isIn.set(id, op !== 'remove');
  }
  const idsThatAre = (wanted: boolean) => [...isIn].filter(([, is]) => is === wanted).map(([id]) => id);
  return { replaces, add: idsThatAre(true), remove: replaces ? [] : idsThatAre(false) };
}

/** The ids that a value path's filter names: `value eq "id"`, or several joined by `or`. Throws ResourceFault. */
export function idsOfFilter(claimed: string): string[] {
  return idsOf(readFilter(claimed), claimed);
}

function idsOf(filter: Filter, claimed: string): string[] {
  if (filter.kind === 'or') return filter.filters.flatMap((each) => idsOf(each, claimed));
  const isId = filter.kind === 'compare' && filter.operator === 'eq' && filter.path.toLowerCase() === 'value';
  if (isId && typeof filter.value === 'string') return [filter.value];
  throw new ResourceFault(
    'invalid_filter',
    `members[${claimed.slice(0, 100)}] is not supported. Name members by their ids: members[value eq "…"].`,
    'path',
  );
}
