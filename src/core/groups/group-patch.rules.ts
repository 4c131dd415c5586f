import { isObject } from '../resources/codec.rules.ts';
import { quoted, ResourceFault } from '../resources/fault.rules.ts';
import { type Operation, readPatch } from '../resources/patch.rules.ts';
import { type ClaimedOperation, readOperations } from '../resources/patch-message.rules.ts';
import { groupProfile, groupResource } from './group-resource.rules.ts';
import { idsOfFilter, type MemberChange, type MemberOperation, memberChangeOf, readMembers } from './members.rules.ts';

/** A PatchOp message for a group: what it does to the group's own attributes, and what to its members. */
export type GroupPatch = {
  readonly operations: readonly Operation[];
  readonly members: MemberChange | undefined;
};

const URN = `${groupResource.core.id.toLowerCase()}:`;

/**
 * Reads a PatchOp message (RFC 7644 §3.5.2) for the group `id`. Members are kept apart, because a change of them is
 * done without knowing who is in the group. Throws ResourceFault.
 */
export function readGroupPatch(claimed: unknown, id: string): GroupPatch {
  const ofMembers: MemberOperation[] = [];
  const others: ClaimedOperation[] = [];
  for (const operation of readOperations(claimed)) {
    const { op, path, value, field } = operation;
    const own = path === undefined ? undefined : nameIn(path);
    if (own?.toLowerCase().startsWith('members')) {
      ofMembers.push(memberOperation({ op, path: own, value }, field));
      continue;
    }
    const isSpread = own === undefined && op !== 'remove';
    const { members, rest } = isSpread ? withoutMembers(value) : { members: [], rest: value };
    for (const each of members) ofMembers.push(listOperation(op, each, `${field}.value.members`));
    const isEmptied = members.length > 0 && isObject(rest) && Object.keys(rest).length === 0;
    if (!isEmptied) others.push({ ...operation, value: rest });
  }
  const operations = others.length === 0 ? [] : readPatch(groupProfile, { Operations: others }, id);
  return { operations, members: memberChangeOf(ofMembers) };
}

/** A path or key without the URN of the group's schema. */
function nameIn(path: string): string {
  const trimmed = path.trim();
  return trimmed.toLowerCase().startsWith(URN) ? trimmed.slice(URN.length) : trimmed;
}

/** Takes the members out of the value of an operation without a path. */
function withoutMembers(value: unknown): { members: unknown[]; rest: unknown } {
  if (!isObject(value)) return { members: [], rest: value };
  const members: unknown[] = [];
  const rest: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) {
    if (nameIn(key).toLowerCase() === 'members') members.push(each);
    else rest[key] = each;
  }
  return { members, rest };
}

type OnMembers = { readonly op: MemberOperation['op']; readonly path: string; readonly value: unknown };

function memberOperation({ op, path, value }: OnMembers, field: string): MemberOperation {
  if (path.toLowerCase() === 'members') return listOperation(op, value, `${field}.value`);
  const filter = /^members\[([\s\S]*)\]$/i.exec(path)?.[1];
  if (filter === undefined) {
    throw new ResourceFault(
      'invalid_path',
      `${quoted(path)} is not supported. Change members with the path members, or members[value eq "…"].`,
      `${field}.path`,
    );
  }
  const ids = idsOfFilter(filter);
  if (op !== 'remove') assertSame(readMembers(value, `${field}.value`), ids, field);
  return { op: op === 'remove' ? 'remove' : 'add', ids };
}

/** Only an operation without any value takes everybody out; an empty list takes out nobody. */
function listOperation(op: MemberOperation['op'], value: unknown, field: string): MemberOperation {
  if (value !== undefined && !(op === 'remove' && value === null)) return { op, ids: readMembers(value, field) };
  if (op === 'remove' && value === undefined) return { op, ids: undefined };
  throw new ResourceFault('invalid_value', `${field} has no members. Send a list of them, or an empty list.`, field);
}

/** A member is its id: whoever is to be another one must be removed and added (RFC 7643 §4.2: immutable). */
function assertSame(claimed: readonly string[], ids: readonly string[], field: string): void {
  if (claimed.every((id) => ids.includes(id))) return;
  throw new ResourceFault(
    'immutable',
    `${field} would make another of a member. Remove the one and add the other.`,
    `${field}.value`,
  );
}
