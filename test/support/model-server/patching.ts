import { readGroupPatch } from '../../../src/core/groups/group-patch.rules.ts';
import { groupProfile } from '../../../src/core/groups/group-resource.rules.ts';
import type { MemberChange } from '../../../src/core/groups/members.rules.ts';
import { isObject } from '../../../src/core/resources/codec.rules.ts';
import { type FaultCode, ResourceFault } from '../../../src/core/resources/fault.rules.ts';
import { applyPatch, readPatch } from '../../../src/core/resources/patch.rules.ts';
import { type ClaimedOperation, readOperations } from '../../../src/core/resources/patch-message.rules.ts';
import { userResource } from '../../../src/core/users/user-resource.rules.ts';
import { bent } from './bent-operations.ts';
import { spoilt } from './bent-results.ts';
import { Refused } from './refused.ts';
import { saved } from './saving.ts';
import type { FaultName } from './switches.ts';
import type { Stored, World } from './world.ts';

/** What a PatchOp message makes of a resource: all of it or nothing (RFC 7644 §3.5.2). Throws Refused, ResourceFault. */
export function patched(world: World, before: Stored, json: unknown): Stored {
  const operations = bent(world, before, operationsIn(world, json));
  const { active } = before.attributes;
  const after = STEPWISE.some(world.has) ? stepped(world, before, operations) : applied(before, operations);
  const attributes = before.kind === 'User' ? { active, ...after.attributes } : after.attributes;
  return spoilt(world, { before, after: { ...after, attributes }, operations });
}

/** Operations as they were claimed; servers with a fault do not get so far with some. */
function operationsIn(world: World, json: unknown): ClaimedOperation[] {
  const list = isObject(json) && Array.isArray(json['Operations']) ? json['Operations'].filter(isObject) : [];
  if (world.has('schemas-first-needed') && isObject(json) && Object.keys(json)[0] !== 'schemas')
    throw new Refused(400, 'schemas must come first.', { scimType: 'invalidSyntax' });
  if (world.has('capital-op-refused') && list.some(({ op }) => typeof op === 'string' && op !== op.toLowerCase()))
    throw new Refused(400, 'op must be add, remove or replace.', { scimType: 'invalidSyntax' });
  if (world.has('unknown-op-ignored')) {
    const known = list.filter(({ op }) => /^(?:add|remove|replace)$/i.test(String(op)));
    return known.length === 0 ? [] : readOperations({ Operations: known });
  }
  const operations = readOperations(json);
  if (world.has('only-first-operation')) return operations.slice(0, 1);
  return world.has('operations-reversed') ? operations.toReversed() : operations;
}

function applied(before: Stored, operations: readonly ClaimedOperation[]): Stored {
  if (operations.length === 0) return before;
  const message = { Operations: operations };
  const { kind, id, attributes, members } = before;
  if (kind === 'User')
    return { ...before, attributes: applyPatch(userResource, attributes, readPatch(userResource, message, id)) };
  const patch = readGroupPatch(message, id);
  return {
    ...before,
    attributes: applyPatch(groupProfile, attributes, patch.operations),
    members: membersAfter(members, patch.members),
  };
}

function membersAfter(before: readonly string[], change: MemberChange | undefined): readonly string[] {
  if (change === undefined) return before;
  const { replaces, add, remove } = change;
  const kept = replaces ? [] : before.filter((id) => !remove.includes(id));
  return [...kept, ...add];
}

/** Which fault passes over an operation that is refused so. */
function passedOver({ code }: ResourceFault, { op, path }: ClaimedOperation): FaultName {
  if (code === 'immutable')
    return op === 'remove' && NAMES.test(path ?? '') ? 'required-removal-accepted' : 'read-only-patch-accepted';
  return code === 'no_target' ? 'pathless-removal-accepted' : 'unknown-path-accepted';
}

const NAMES = /^(?:userName|displayName)$/i;

const PASSABLE = new Set<FaultCode>(['immutable', 'no_target', 'invalid_path']);

const STEPWISE: readonly FaultName[] = [
  'patch-not-atomic',
  'unknown-path-accepted',
  'pathless-removal-accepted',
  'read-only-patch-accepted',
  'required-removal-accepted',
];

function stepped(world: World, before: Stored, operations: readonly ClaimedOperation[]): Stored {
  let after = before;
  for (const operation of operations) {
    try {
      const next = applied(after, [operation]);
      after = world.has('patch-not-atomic') ? saved(world, { before: after, after: next, way: 'patch' }) : next;
    } catch (error) {
      if (!(error instanceof ResourceFault)) throw error;
      if (PASSABLE.has(error.code) && world.has(passedOver(error, operation))) continue;
      throw error;
    }
  }
  return after;
}
