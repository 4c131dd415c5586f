import type { ResourceType } from './attributes.rules.ts';
import { arrange, type Canonical, isObject, readValue } from './codec.rules.ts';
import { quoted, ResourceFault } from './fault.rules.ts';
import { resolvePath, type Target } from './path.rules.ts';

const MAX_OPERATIONS = 1_000;
const OPERATIONS = new Set(['add', 'replace', 'remove']);

/** One operation of a PATCH (RFC 7644 §3.5.2) on one attribute; `value` is read and checked. */
export type Operation = { readonly op: 'add' | 'replace' | 'remove'; readonly target: Target; readonly value: unknown };

/**
 * Reads a PatchOp message. Operations without a path become one per attribute that they name; `password` is taken
 * and dropped. `id` is the resource's own, which a value may repeat. Throws ResourceFault.
 */
export function readPatch(type: ResourceType, claimed: unknown, id: string): Operation[] {
  const operations = isObject(claimed) ? member(claimed, 'operations') : undefined;
  if (!Array.isArray(operations) || operations.length === 0) {
    throw new ResourceFault('malformed', 'The body must have Operations: a list of at least one operation with op, path and value.');
  }
  if (operations.length > MAX_OPERATIONS) {
    throw new ResourceFault('too_large', `${operations.length} operations are more than ${MAX_OPERATIONS}. Send them in several requests.`);
  }
  return operations.flatMap((each, index) => readOperation(type, { claimed: each, field: `Operations[${index}]` }, id));
}

function member(object: Record<string, unknown>, name: string): unknown {
  const key = Object.keys(object).find((each) => each.toLowerCase() === name);
  return key === undefined ? undefined : object[key];
}

function readOperation(type: ResourceType, { claimed, field }: { claimed: unknown; field: string }, id: string): Operation[] {
  if (!isObject(claimed)) throw new ResourceFault('malformed', `${field} must be an object with op, path and value.`, field);
  const op = String(member(claimed, 'op')).toLowerCase();
  if (!OPERATIONS.has(op)) {
    throw new ResourceFault('malformed', `${field}.op must be add, replace or remove, not ${quoted(member(claimed, 'op'))}.`, `${field}.op`);
  }
  const path = member(claimed, 'path');
  if (path !== undefined && path !== null && typeof path !== 'string') {
    throw new ResourceFault('invalid_path', `${field}.path must be a string, not ${quoted(path)}.`, `${field}.path`);
  }
  const value = member(claimed, 'value');
  if (path) return withPath(type, { op: op as Operation['op'], path, value });
  if (op === 'remove') throw new ResourceFault('no_target', `${field} removes without a path. Name the attribute in path.`, field);
  if (!isObject(value)) {
    throw new ResourceFault('invalid_value', `${field} has no path, so its value must be an object of attributes.`, `${field}.value`);
  }
  return Object.entries(value)
    .filter(([key, each]) => !isRepeated(key, each, id))
    .flatMap(([key, each]) => withPath(type, { op: op as Operation['op'], path: key, value: each }));
}

/** Some clients send the whole resource as the value: its own id and schemas say nothing new. */
function isRepeated(key: string, value: unknown, id: string): boolean {
  const name = key.toLowerCase();
  return name === 'schemas' || (name === 'id' && value === id);
}

function withPath(type: ResourceType, { op, path, value }: { op: Operation['op']; path: string; value: unknown }): Operation[] {
  // Passwords are never taken from a directory; refusing would stop Okta's whole profile push.
  if (path.toLowerCase() === 'password') return [];
  const target = resolvePath(type, path);
  if (op === 'remove') return [{ op, target, value: undefined }];
  if (value === undefined) throw new ResourceFault('invalid_value', `${path} has no value. Send one, or use remove.`, path);
  const read = readValue(target.sub ?? target.attribute, value, path);
  return read === undefined ? [{ op: 'remove', target, value: undefined }] : [{ op, target, value: read }];
}

/** Applies the operations in order to a copy. Throws ResourceFault, and then nothing counts (RFC 7644 §3.5.2). */
export function applyPatch(type: ResourceType, before: Canonical, operations: readonly Operation[]): Canonical {
  const after = { ...before };
  for (const operation of operations) apply(after, operation);
  return arrange(type, after);
}

function apply(resource: Canonical, { op, target: { attribute, sub }, value }: Operation): void {
  const existing = resource[attribute.name];
  if (op === 'remove') {
    const owner = sub ?? attribute;
    if (owner.required) throw new ResourceFault('immutable', `${owner.name} is required and cannot be removed.`, owner.name);
    if (sub === undefined) delete resource[attribute.name];
    else resource[attribute.name] = without(existing, sub.name);
  } else if (sub !== undefined) {
    resource[attribute.name] = { ...(isObject(existing) ? existing : {}), [sub.name]: value };
  } else if (attribute.multiValued) {
    resource[attribute.name] = op === 'add' ? appended(existing, value as unknown[]) : value;
  } else {
    resource[attribute.name] = isObject(value) && isObject(existing) ? { ...existing, ...value } : value;
  }
}

function without(existing: unknown, name: string): Canonical {
  const rest = isObject(existing) ? { ...existing } : {};
  delete rest[name];
  return rest;
}

/** Adds what is not there yet (RFC 7644 §3.5.2.1); a new primary value demotes the old one (§3.5.2). */
function appended(existing: unknown, added: readonly unknown[]): unknown[] {
  const old: unknown[] = Array.isArray(existing) ? existing : [];
  const seen = new Set(old.map((value) => JSON.stringify(value)));
  const fresh = added.filter((value) => !seen.has(JSON.stringify(value)));
  const hasNewPrimary = fresh.some((value) => isObject(value) && value['primary'] === true);
  return [...(hasNewPrimary ? old.map((value) => (isObject(value) ? without(value, 'primary') : value)) : old), ...fresh];
}
