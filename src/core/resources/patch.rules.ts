import type { Attribute, ResourceType } from './attributes.rules.ts';
import {
  arrange,
  assertFew,
  type Canonical,
  fieldOf,
  inTableOrder,
  isAssigned,
  isObject,
  partsOf,
  readValue,
} from './codec.rules.ts';
import { quoted, ResourceFault } from './fault.rules.ts';
import { resolvePath, type Target } from './path.rules.ts';

const MAX_OPERATIONS = 1_000;

/** One operation of a PATCH (RFC 7644 §3.5.2) on one attribute; `value` is read and checked. */
export type Operation = { readonly op: 'add' | 'replace' | 'remove'; readonly target: Target; readonly value: unknown };

/**
 * Reads a PatchOp message. Operations without a path become one per attribute that they name, and those on a whole
 * complex attribute one per sub-attribute; `password` is taken and dropped. `id` is the resource's own, which a value
 * may repeat. Throws ResourceFault.
 */
export function readPatch(type: ResourceType, claimed: unknown, id: string): Operation[] {
  const operations = isObject(claimed) ? member(claimed, 'operations') : undefined;
  if (!Array.isArray(operations) || operations.length === 0) {
    throw new ResourceFault(
      'malformed',
      'The body must have Operations: a list of at least one operation with op, path and value.',
    );
  }
  if (operations.length > MAX_OPERATIONS) {
    throw new ResourceFault(
      'too_large',
      `${operations.length} operations are more than ${MAX_OPERATIONS}. Send them in several requests.`,
    );
  }
  return operations.flatMap((each, index) => readOperation(type, { claimed: each, field: `Operations[${index}]` }, id));
}

function member(object: Record<string, unknown>, name: string): unknown {
  const key = Object.keys(object).find((each) => each.toLowerCase() === name);
  return key === undefined ? undefined : object[key];
}

function readOperation(
  type: ResourceType,
  { claimed, field }: { claimed: unknown; field: string },
  id: string,
): Operation[] {
  if (!isObject(claimed))
    throw new ResourceFault('malformed', `${field} must be an object with op, path and value.`, field);
  const op = readOp(member(claimed, 'op'), `${field}.op`);
  const path = member(claimed, 'path');
  if (path !== undefined && path !== null && typeof path !== 'string') {
    throw new ResourceFault('invalid_path', `${field}.path must be a string, not ${quoted(path)}.`, `${field}.path`);
  }
  const value = member(claimed, 'value');
  if (path) return withPath(type, { op, path, value });
  if (op === 'remove')
    throw new ResourceFault('no_target', `${field} removes without a path. Name the attribute in path.`, field);
  if (!isObject(value)) {
    throw new ResourceFault(
      'invalid_value',
      `${field} has no path, so its value must be an object of attributes.`,
      `${field}.value`,
    );
  }
  return Object.entries(value)
    .filter(([key, each]) => !isRepeated(key, each, id))
    .flatMap(([key, each]) => withPath(type, { op, path: key, value: each }));
}

/** Entra ID writes them with a capital letter. */
function readOp(claimed: unknown, field: string): Operation['op'] {
  const op = typeof claimed === 'string' ? claimed.toLowerCase() : undefined;
  if (op === 'add' || op === 'replace' || op === 'remove') return op;
  throw new ResourceFault('malformed', `${field} must be add, replace or remove, not ${quoted(claimed)}.`, field);
}

/** Some clients send the whole resource as the value: its own id and schemas say nothing new. */
function isRepeated(key: string, value: unknown, id: string): boolean {
  const name = key.toLowerCase();
  return name === 'schemas' || (name === 'id' && value === id);
}

function withPath(
  type: ResourceType,
  { op, path, value }: { op: Operation['op']; path: string; value: unknown },
): Operation[] {
  if (isPassword(type, path)) return [];
  const target = resolvePath(type, path);
  const { attribute, sub } = target;
  const field = sub === undefined ? attribute.name : fieldOf(attribute.name, attribute, sub);
  if (op === 'remove') return [removal(target, value, field)];
  if (value === undefined)
    throw new ResourceFault('invalid_value', `${field} has no value. Send one, or use remove.`, field);
  // A complex value changes the sub-attributes that it names and no others (RFC 7644 §3.5.2.1, §3.5.2.3).
  if (sub === undefined && isSingleComplex(attribute) && isObject(value)) {
    const parts = [...partsOf(attribute, value, field)];
    return parts.flatMap(([part, each]) =>
      readOne({ op, target: { attribute, sub: part }, value: each }, fieldOf(field, attribute, part)),
    );
  }
  return readOne({ op, target, value }, field);
}

/** Passwords are never taken from a directory; refusing would stop Okta's whole profile push. */
function isPassword({ core }: ResourceType, path: string): boolean {
  const name = path.trim().toLowerCase();
  return name === 'password' || name === `${core.id.toLowerCase()}:password`;
}

function isSingleComplex({ type, multiValued }: Attribute): boolean {
  return type === 'complex' && !multiValued;
}

/** Entra ID's older dialect names in `value` what to take out of a list. Taking out everything would be a loss. */
function removal(target: Target, value: unknown, field: string): Operation {
  const { multiValued } = target.sub ?? target.attribute;
  if (multiValued && isAssigned(value)) {
    throw new ResourceFault(
      'invalid_value',
      `${field} can only be removed as a whole here. Replace it by the values that stay.`,
      field,
    );
  }
  return { op: 'remove', target, value: undefined };
}

function readOne({ op, target, value }: Operation, field: string): Operation[] {
  const owner = target.sub ?? target.attribute;
  const read = readValue(owner, value, field);
  if (read !== undefined) return [{ op, target, value: read }];
  // Adding nothing to a list leaves it as it is. Anywhere else nothing means unassigned (RFC 7643 §2.5).
  return op === 'add' && owner.multiValued ? [] : [{ op: 'remove', target, value: undefined }];
}

/** Applies the operations in order to a copy. Throws ResourceFault, and then nothing counts (RFC 7644 §3.5.2). */
export function applyPatch(type: ResourceType, before: Canonical, operations: readonly Operation[]): Canonical {
  const after = { ...before };
  for (const operation of operations) apply(after, operation);
  return arrange(type, after);
}

function apply(resource: Canonical, { op, target: { attribute, sub }, value }: Operation): void {
  const owner = sub ?? attribute;
  if (op === 'remove' && owner.required) {
    throw new ResourceFault('immutable', `${owner.name} is required and cannot be removed.`, owner.name);
  }
  const existing = resource[attribute.name];
  if (sub === undefined) {
    resource[attribute.name] = combined({ op, owner, value }, existing);
    return;
  }
  const parts = isObject(existing) ? existing : {};
  const altered = { ...parts, [sub.name]: combined({ op, owner, value }, parts[sub.name]) };
  resource[attribute.name] = inTableOrder(attribute, altered);
}

function combined(
  { op, owner, value }: { op: Operation['op']; owner: Attribute; value: unknown },
  existing: unknown,
): unknown {
  return op === 'add' && owner.multiValued ? appended(owner, existing, value) : value;
}

/** Adds what is not there yet (RFC 7644 §3.5.2.1); a new primary value demotes the old one (§3.5.2). */
function appended({ name }: Attribute, existing: unknown, added: unknown): unknown[] {
  const old: readonly unknown[] = Array.isArray(existing) ? existing : [];
  const different = new Map((added as readonly unknown[]).map((value) => [JSON.stringify(value), value]));
  for (const value of old) different.delete(JSON.stringify(value));
  const fresh = [...different.values()];
  const hasNewPrimary = fresh.some((value) => isObject(value) && value['primary'] === true);
  const kept = hasNewPrimary ? old.map(demoted).filter(isAssigned) : old;
  const all = [...kept, ...fresh];
  assertFew(all, name);
  return all;
}

function demoted(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { primary: _, ...rest } = value;
  return rest;
}
