import { type Attribute, type ResourceType, subAttributesOf } from './attributes.rules.ts';
import { quoted, ResourceFault } from './fault.rules.ts';
import { isStorable } from './fold.rules.ts';

/** A JSON object as it is kept: canonical names in table order, nothing null or empty. */
export type Canonical = Record<string, unknown>;

const MAX_DEPTH = 20;
const MAX_VALUES = 1_000;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;
const BASE64 = /^(?:[A-Za-z0-9+/_-]{4})*(?:[A-Za-z0-9+/_-]{2}(?:==)?|[A-Za-z0-9+/_-]{3}=?)?$/;

/** Whether it is a JSON object (and not null or an array). */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Refuses documents nested deeper than 20 and keys that name JavaScript's own machinery (SEC-R28). */
export function assertHarmless(value: unknown, field = '', depth = 0): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth >= MAX_DEPTH)
    throw new ResourceFault('malformed', `The body is nested deeper than ${MAX_DEPTH} levels.`, field);
  if (Array.isArray(value)) {
    for (const each of value) assertHarmless(each, field, depth + 1);
    return;
  }
  for (const key of Object.keys(value)) {
    assertHarmlessKey(key);
    assertHarmless((value as Record<string, unknown>)[key], key, depth + 1);
  }
}

/** Refuses a name that is part of JavaScript's own machinery. */
export function assertHarmlessKey(key: string): void {
  if (FORBIDDEN_KEYS.has(key))
    throw new ResourceFault('invalid_path', `${quoted(key)} is not an attribute. Remove it.`, key);
}

/**
 * Reads a whole resource, as POST and PUT carry it. Unknown and read-only attributes are left out; null, absent and
 * empty arrays are the same (RFC 7643 §2.5), and so are empty strings, with which Entra ID clears what it had set.
 * Throws ResourceFault for a wrong type or a missing required attribute.
 */
export function readResource(type: ResourceType, claimed: unknown): Canonical {
  if (!isObject(claimed))
    throw new ResourceFault('malformed', 'The body must be a JSON object with the attributes of the resource.');
  const found: Canonical = {};
  for (const [key, value] of Object.entries(claimed)) {
    const name = key.toLowerCase();
    const attribute = type.attributes.get(name) ?? type.byUrn.get(name);
    if (attribute === undefined || attribute.mutability === 'readOnly') continue;
    if (Object.hasOwn(found, attribute.name)) throw givenTwice(attribute.name);
    found[attribute.name] = readValue(attribute, value, attribute.name);
  }
  return arrange(type, found);
}

/** Puts attributes in table order, drops what is unassigned, and names the schemas in use. */
export function arrange(type: ResourceType, found: Canonical): Canonical {
  const used = type.extensions.filter(({ id }) => isAssigned(found[id]));
  const arranged: Canonical = { schemas: [type.core.id, ...used.map(({ id }) => id)] };
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
  for (const { id } of used) arranged[id] = found[id];
  return arranged;
}

/** Whether a value says anything (RFC 7643 §2.5). */
export function isAssigned(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isObject(value) || Object.keys(value).length > 0;
}

/** Reads the value of one attribute; undefined when it is unassigned. `field` is how messages call it. */
export function readValue(attribute: Attribute, claimed: unknown, field: string): unknown {
  if (claimed === null || claimed === undefined) return undefined;
  if (!attribute.multiValued) return readSingle(attribute, claimed, field);
  const list = Array.isArray(claimed) ? claimed : [claimed];
  assertFew(list, field);
  const values = list.map((each, index) => readSingle(attribute, each, `${field}[${index}]`)).filter(isAssigned);
  assertOnePrimary(values, field);
  return values.length === 0 ? undefined : values;
}

/** An attribute holds at most 1,000 values. */
export function assertFew(values: readonly unknown[], field: string): void {
  if (values.length > MAX_VALUES)
    throw new ResourceFault('too_large', `${field} has more than ${MAX_VALUES} values.`, field);
}

/** At most one value of an attribute may be primary (RFC 7643 §2.4). */
function assertOnePrimary(values: readonly unknown[], field: string): void {
  const primaries = values.filter((value) => isObject(value) && value['primary'] === true);
  if (primaries.length > 1) {
    throw new ResourceFault(
      'invalid_value',
      `${field} has ${primaries.length} primary values. Mark one as primary.`,
      field,
    );
  }
}

function readSingle(attribute: Attribute, claimed: unknown, field: string): unknown {
  if (claimed === null) return undefined;
  switch (attribute.type) {
    case 'complex':
      return readComplex(attribute, claimed, field);
    case 'boolean':
      return readBoolean(claimed, field);
    case 'integer':
    case 'decimal':
      return readNumber(attribute.type, claimed, field);
    default:
      return readText(attribute, claimed, field);
  }
}

function readComplex(attribute: Attribute, claimed: unknown, field: string): Canonical | undefined {
  if (!isObject(claimed)) throw wrongType(field, `an object with ${namesOf(attribute)}`, claimed);
  const found: Canonical = {};
  for (const [sub, value] of partsOf(attribute, claimed, field)) {
    const read = readValue(sub, value, fieldOf(field, attribute, sub));
    if (read !== undefined) found[sub.name] = read;
  }
  return isAssigned(found) ? inTableOrder(attribute, found) : undefined;
}

/** What a complex value claims of each sub-attribute that a client may write. Throws for one that is given twice. */
export function partsOf(
  attribute: Attribute,
  claimed: Record<string, unknown>,
  field: string,
): Map<Attribute, unknown> {
  const subAttributes = subAttributesOf(attribute);
  const parts = new Map<Attribute, unknown>();
  for (const [key, value] of Object.entries(claimed)) {
    const sub = subAttributes.get(key.toLowerCase());
    if (sub === undefined || sub.mutability === 'readOnly') continue;
    if (parts.has(sub)) throw givenTwice(fieldOf(field, attribute, sub));
    parts.set(sub, value);
  }
  return parts;
}

/** How messages call a part of `owner`, which they call `field`: behind a URN stands a colon (RFC 7644 §3.10). */
export function fieldOf(field: string, owner: Attribute, sub: Attribute): string {
  return `${field}${owner.name.includes(':') ? ':' : '.'}${sub.name}`;
}

/** The complex value with its sub-attributes in table order. */
export function inTableOrder(attribute: Attribute, value: Canonical): Canonical {
  const ordered: Canonical = {};
  for (const { name } of subAttributesOf(attribute).values()) {
    if (value[name] !== undefined) ordered[name] = value[name];
  }
  return ordered;
}

function namesOf(attribute: Attribute): string {
  return [...subAttributesOf(attribute).values()].map(({ name }) => name).join(', ');
}

/** Entra ID sends booleans as "True" and "False". */
function readBoolean(claimed: unknown, field: string): boolean {
  if (typeof claimed === 'boolean') return claimed;
  if (typeof claimed === 'string' && /^(true|false)$/i.test(claimed)) return claimed.toLowerCase() === 'true';
  throw wrongType(field, 'true or false', claimed);
}

function readNumber(type: 'integer' | 'decimal', claimed: unknown, field: string): number {
  const isFit = type === 'integer' ? Number.isSafeInteger : Number.isFinite;
  if (typeof claimed === 'number' && isFit(claimed)) return claimed;
  throw wrongType(field, type === 'integer' ? 'a whole number' : 'a number', claimed);
}

function readText(attribute: Attribute, claimed: unknown, field: string): string | undefined {
  if (typeof claimed !== 'string') throw wrongType(field, 'a string', claimed);
  if (claimed === '' && !attribute.required) return undefined;
  if (!isStorable(claimed)) {
    throw new ResourceFault(
      'invalid_value',
      `${field} has a NUL character or half of a surrogate pair. Remove it.`,
      field,
    );
  }
  if (attribute.required && claimed.trim() === '') {
    throw new ResourceFault('invalid_value', `${field} is required. Send it as a non-empty string.`, field);
  }
  if (
    attribute.type === 'dateTime' &&
    !(DATE_TIME.test(claimed) && Number.isFinite(Date.parse(claimed.toUpperCase())))
  ) {
    throw wrongType(field, 'a date and time such as 2026-01-31T09:30:00Z', claimed);
  }
  if (attribute.type === 'binary' && !BASE64.test(claimed)) throw wrongType(field, 'base64', claimed);
  return claimed;
}

function givenTwice(field: string): ResourceFault {
  return new ResourceFault('malformed', `${field} is given twice, in different case. Send it once.`, field);
}

function wrongType(field: string, wanted: string, claimed: unknown): ResourceFault {
  return new ResourceFault('invalid_value', `${field} must be ${wanted}, not ${quoted(claimed)}.`, field);
}
