import { type Attribute, isUnknownUrn, madeReference, type ResourceType, subAttributesOf } from './attributes.rules.ts';
import { quoted, ResourceFault } from './fault.rules.ts';
import { assertStorable, readSimple, wrongType } from './simple-value.rules.ts';

/** A JSON object as it is kept: canonical names in table order, nothing null or empty. */
export type Canonical = Record<string, unknown>;

const MAX_DEPTH = 20;
const MAX_VALUES = 1_000;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether it is a JSON object (and not null or an array). */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Refuses documents nested deeper than 20 and keys that name JavaScript's own machinery (SEC-R28). */
export function assertHarmless(value: unknown, field = '', depth = 0): void {
  if (typeof value !== 'object' || value === null) return;
  assertShallow(depth, field);
  if (Array.isArray(value)) {
    for (const each of value) assertHarmless(each, field, depth + 1);
    return;
  }
  for (const key of Object.keys(value)) {
    assertHarmlessKey(key);
    assertHarmless((value as Record<string, unknown>)[key], key, depth + 1);
  }
}

function assertShallow(depth: number, field: string): void {
  if (depth < MAX_DEPTH) return;
  throw new ResourceFault('malformed', `The body is nested deeper than ${MAX_DEPTH} levels.`, field);
}

/** Refuses a name that is part of JavaScript's own machinery. */
export function assertHarmlessKey(key: string): void {
  if (FORBIDDEN_KEYS.has(key))
    throw new ResourceFault('invalid_path', `${quoted(key)} is not an attribute. Remove it.`, key);
}

/**
 * Reads a whole resource, as POST and PUT carry it. Unknown and read-only attributes are left out, unknown extensions
 * are kept; null, absent and empty arrays are the same (RFC 7643 §2.5), and so are empty strings, with which Entra ID
 * clears what it had set. Throws ResourceFault for a wrong type or a missing required attribute.
 */
export function readResource(type: ResourceType, claimed: unknown): Canonical {
  if (!isObject(claimed))
    throw new ResourceFault('malformed', 'The body must be a JSON object with the attributes of the resource.');
  const found: Canonical = {};
  const names = new Set<string>();
  for (const [key, value] of Object.entries(claimed)) {
    const name = key.toLowerCase();
    const attribute = type.attributes.get(name) ?? type.byUrn.get(name);
    const isKept = attribute === undefined ? isUnknownUrn(type, key) && isObject(value) : isWritable(attribute);
    if (!isKept) continue;
    if (names.has(name)) throw givenTwice(attribute?.name ?? key);
    names.add(name);
    if (attribute !== undefined) found[attribute.name] = readValue(attribute, value, attribute.name);
    else found[key] = readUnknown(key, value);
  }
  return arrange(type, found);
}

function readUnknown(urn: string, value: unknown): unknown {
  assertStorable(urn, urn);
  return readFree(value, urn);
}

/** Puts attributes in table order, drops what is unassigned, and names the schemas in use. */
export function arrange(type: ResourceType, found: Canonical): Canonical {
  const known = type.extensions.map(({ id }) => id).filter((id) => isAssigned(found[id]));
  const used = [...known, ...unknownExtensions(type, found)];
  const arranged: Canonical = { schemas: [type.core.id, ...used] };
  for (const attribute of type.attributes.values()) {
    const value = found[attribute.name];
    if (isAssigned(value)) arranged[attribute.name] = value;
    else if (attribute.required) {
      throw new ResourceFault(
        'invalid_value',
        `${attribute.name} is required. Send it as a non-empty string.`,
        attribute.name,
      );
    }
  }
  for (const name of used) arranged[name] = found[name];
  return arranged;
}

/** The extensions on a resource that its type does not know, in order of name. */
export function unknownExtensions(type: ResourceType, resource: Canonical): string[] {
  return Object.keys(resource)
    .filter((name) => isUnknownUrn(type, name) && isAssigned(resource[name]))
    .toSorted();
}

/** Whether a value says anything (RFC 7643 §2.5). */
export function isAssigned(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isObject(value) || Object.keys(value).length > 0;
}

/** Whether two JSON values are the same, whatever the order of names. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    return left.every((each, index) => isSame(each, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length) return false;
  return names.every((name) => Object.hasOwn(right, name) && isSame(left[name], right[name]));
}

/** Reads the value of one attribute; undefined when it is unassigned. `field` is how messages call it. */
export function readValue(attribute: Attribute, claimed: unknown, field: string): unknown {
  if (claimed === null || claimed === undefined) return undefined;
  // Entra ID sends the manager, which is one, as a list of one.
  if (!attribute.multiValued) return readSingle(attribute, loneOf(claimed), field);
  const list = Array.isArray(claimed) ? claimed : [claimed];
  assertFew(attribute, list.length, field);
  const values = list.map((each, index) => readSingle(attribute, each, `${field}[${index}]`)).filter(isAssigned);
  assertOnePrimary(values, field);
  return values.length === 0 ? undefined : values;
}

/** A list of one stands for its element where there can be only one. */
export function loneOf(claimed: unknown): unknown {
  return Array.isArray(claimed) && claimed.length < 2 ? claimed[0] : claimed;
}

/** An attribute holds at most 1,000 values, unless they point at other resources, as the members of a group do. */
export function assertFew(attribute: Attribute, count: number, field: string): void {
  if (count <= MAX_VALUES || subAttributesOf(attribute).has('$ref')) return;
  throw new ResourceFault('too_large', `${field} has more than ${MAX_VALUES} values. Send fewer.`, field);
}

/** At most one value of an attribute may be primary (RFC 7643 §2.4). */
function assertOnePrimary(values: readonly unknown[], field: string): void {
  const primaries = values.filter(isPrimary);
  if (primaries.length > 1) {
    throw new ResourceFault(
      'invalid_value',
      `${field} has ${primaries.length} primary values. Mark one as primary.`,
      field,
    );
  }
}

/** Whether an element says that it is the primary one. */
export function isPrimary(value: unknown): boolean {
  return isObject(value) && value['primary'] === true;
}

function readSingle(attribute: Attribute, claimed: unknown, field: string): unknown {
  if (claimed === null || claimed === undefined || (claimed === '' && !attribute.required)) return undefined;
  if (attribute.type !== 'complex') return readSimple(attribute, claimed, field);
  const found: Canonical = {};
  for (const [sub, value] of partsOf(attribute, attribute.multiValued ? claimed : wholeOf(attribute, claimed), field)) {
    found[sub.name] = readValue(sub, value, fieldOf(field, attribute, sub));
  }
  return inTableOrder(attribute, found);
}

/** A lone complex value may be sent as its `value` alone: Entra ID names a manager by the id. */
export function wholeOf(attribute: Attribute, claimed: unknown): unknown {
  return typeof claimed === 'string' && subAttributesOf(attribute).has('value') ? { value: claimed } : claimed;
}

/**
 * What a complex value claims of each sub-attribute that a client may write. Throws for one that is given twice, and
 * for what is not an object.
 */
export function partsOf(attribute: Attribute, claimed: unknown, field: string): Map<Attribute, unknown> {
  if (!isObject(claimed)) throw wrongType(field, `an object with ${namesOf(attribute)}`, claimed);
  const subAttributes = subAttributesOf(attribute);
  const parts = new Map<Attribute, unknown>();
  for (const [key, value] of Object.entries(claimed)) {
    const sub = subAttributes.get(key.toLowerCase());
    if (sub === undefined || !isWritable(sub)) continue;
    if (parts.has(sub)) throw givenTwice(fieldOf(field, attribute, sub));
    parts.set(sub, value);
  }
  return parts;
}

function isWritable({ mutability }: Attribute): boolean {
  return mutability !== 'readOnly';
}

/** How messages call a part of `owner`, which they call `field`: behind a URN stands a colon (RFC 7644 §3.10). */
export function fieldOf(field: string, owner: Attribute, sub: Attribute): string {
  return `${field}${owner.name.includes(':') ? ':' : '.'}${sub.name}`;
}

/** The complex value with its sub-attributes in table order, without what is unassigned; undefined for nothing. */
export function inTableOrder(attribute: Attribute, value: Canonical): Canonical | undefined {
  const ordered: Canonical = {};
  const made = madeReference(attribute);
  let isEmpty = true;
  for (const sub of subAttributesOf(attribute).values()) {
    const part = sub === made ? referenceTo(value['value']) : value[sub.name];
    if (!isAssigned(part)) continue;
    ordered[sub.name] = part;
    isEmpty = false;
  }
  return isEmpty ? undefined : ordered;
}

/** Where a user is, as RFC 7643 §8.3 writes it; undefined for an id that cannot be one of ours. */
function referenceTo(id: unknown): string | undefined {
  return typeof id === 'string' && UUID.test(id) ? `../Users/${id}` : undefined;
}

function namesOf(attribute: Attribute): string {
  return [...subAttributesOf(attribute).values()].map(({ name }) => name).join(', ');
}

/** What to say of a name that stands twice in an object. */
export function givenTwice(field: string): ResourceFault {
  return new ResourceFault('malformed', `${field} is given twice, in different case. Send it once.`, field);
}

/**
 * Reads a value inside an unknown extension: as it was sent, without what is unassigned, names in order.
 * Undefined when nothing is left. Throws ResourceFault for what cannot be kept.
 */
export function readFree(claimed: unknown, field: string, depth = 0): unknown {
  if (typeof claimed === 'string') {
    assertStorable(claimed, field);
    return claimed === '' ? undefined : claimed;
  }
  // 1e999 is JSON, but not a number that JSON can write again.
  if (typeof claimed === 'number' && !Number.isFinite(claimed)) throw wrongType(field, 'a smaller number', 'Infinity');
  if (typeof claimed !== 'object' || claimed === null) return claimed ?? undefined;
  assertShallow(depth, field);
  const kept = Array.isArray(claimed)
    ? claimed.map((each) => readFree(each, field, depth + 1)).filter(isAssigned)
    : readFreeObject(claimed as Canonical, field, depth);
  return isAssigned(kept) ? kept : undefined;
}

function readFreeObject(claimed: Canonical, field: string, depth: number): Canonical {
  const names = new Set<string>();
  const members: [string, unknown][] = [];
  for (const name of Object.keys(claimed).toSorted()) {
    const inside = `${field}:${name}`;
    assertHarmlessKey(name);
    assertStorable(name, field);
    if (names.has(name.toLowerCase())) throw givenTwice(inside);
    names.add(name.toLowerCase());
    const value = readFree(claimed[name], inside, depth + 1);
    if (value !== undefined) members.push([name, value]);
  }
  return Object.fromEntries(members);
}
