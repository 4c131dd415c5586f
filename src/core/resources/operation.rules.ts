import { type Attribute, subAttributesOf } from './attributes.rules.ts';
import {
  assertFew,
  assertHarmless,
  type Canonical,
  fieldOf,
  isAssigned,
  isObject,
  loneOf,
  partsOf,
  readValue,
  wholeOf,
} from './codec.rules.ts';
import { ResourceFault } from './fault.rules.ts';
import type { Target } from './path.rules.ts';
import { wrongType } from './simple-value.rules.ts';

/**
 * One operation of a PATCH (RFC 7644 §3.5.2) on one attribute or one sub-attribute. `value` is read and checked:
 * for `attr[filter]` an object of the sub-attributes to set, undefined in it for those to clear; for a removal
 * undefined, or the elements to take out of a list. Only in an unknown extension it is as the client sent it.
 */
export type Operation = {
  readonly op: 'add' | 'replace' | 'remove';
  readonly target: Target;
  readonly value: unknown;
  /** The target was a name in the value of an operation without a path. */
  readonly isKey: boolean;
};

/**
 * What one operation comes to, as its client wrote it: one for each sub-attribute of a complex value, none when it
 * says nothing. Throws ResourceFault.
 */
export function operationsOf(claimed: Operation): Operation[] {
  const { op, target, value } = claimed;
  const { attribute, filter, sub, unknown } = target;
  const field = fieldOfTarget(target);
  if (op !== 'remove' && value === undefined)
    throw new ResourceFault('invalid_value', `${field} has no value. Send one, or use remove.`, field);
  if (unknown !== undefined) return [claimed];
  if (op === 'remove') return [{ ...claimed, value: readListed(target, value, field) }];
  if (sub !== undefined) return readWhole(claimed, sub, field);
  if (filter !== undefined) return readElement(claimed, field);
  return attribute.type === 'complex' && !attribute.multiValued
    ? readParts(claimed, field)
    : readWhole({ ...claimed, value: unpacked(attribute, value, field) }, attribute, field);
}

/** How messages call a target. */
export function fieldOfTarget({ extension, attribute, sub }: Target): string {
  const field = extension === undefined ? attribute.name : fieldOf(extension.name, extension, attribute);
  return sub === undefined ? field : fieldOf(field, attribute, sub);
}

function readWhole(claimed: Operation, owner: Attribute, field: string): Operation[] {
  const value = readValue(owner, claimed.value, field);
  if (value !== undefined) return [{ ...claimed, value }];
  // Adding nothing to a list leaves it as it is. Anywhere else nothing means unassigned (RFC 7643 §2.5).
  return claimed.op === 'add' && owner.multiValued ? [] : [removal(claimed)];
}

function removal(claimed: Operation): Operation {
  return { ...claimed, op: 'remove', value: undefined };
}

/** A complex value changes the sub-attributes that it names and no others (RFC 7644 §3.5.2.1, §3.5.2.3). */
function readParts(claimed: Operation, field: string): Operation[] {
  const { target } = claimed;
  const { attribute } = target;
  const value = loneOf(claimed.value);
  if (isNothing(value)) return [removal(claimed)];
  const isExtension = attribute.name.includes(':');
  return [...partsOf(attribute, wholeOf(attribute, value), field)].flatMap(([part, each]) =>
    operationsOf({
      ...claimed,
      target: isExtension ? { ...target, extension: attribute, attribute: part } : { ...target, sub: part },
      value: each,
    }),
  );
}

/** What the elements that a filter picks become, or get. */
function readElement(claimed: Operation, field: string): Operation[] {
  const { op, target, value } = claimed;
  const { attribute } = target;
  const lone = loneOf(unpacked(attribute, value, field));
  if (isNothing(lone)) return op === 'add' ? [] : [removal(claimed)];
  const read: Canonical = {};
  for (const [sub, each] of partsOf(attribute, wholeOf(attribute, lone), field)) {
    read[sub.name] = readValue(sub, each, fieldOf(field, attribute, sub));
  }
  return [{ ...claimed, value: read }];
}

function isNothing(value: unknown): boolean {
  return !isObject(value) && !isAssigned(value);
}

/**
 * Entra ID's older dialect names in `value` what to take out of a list. A shape that was not understood must never
 * empty it: only without any value everything goes.
 */
function readListed({ attribute, filter, sub }: Target, claimed: unknown, field: string): unknown {
  const owner = sub ?? attribute;
  if (!owner.multiValued || filter !== undefined || claimed === undefined || claimed === null) return undefined;
  const unpackedValue = unpacked(owner, claimed, field);
  const list = Array.isArray(unpackedValue) ? unpackedValue : [unpackedValue];
  assertFew(owner, list.length, field);
  return list.flatMap((each, index) => {
    const read = readValue(owner, [wholeOf(owner, each)], field);
    if (read === undefined) throw wrongType(`${field}[${index}]`, 'a value to remove', each);
    return read;
  });
}

const JSON_TEXT = /^\s*[[{]/;

/**
 * Entra ID sends roles as JSON inside a text: the whole value (AppRoleAssignmentsComplex), or the `value` of each.
 * Throws ResourceFault invalid_value, for such a text is never a value of its own.
 */
function unpacked(attribute: Attribute, claimed: unknown, field: string): unknown {
  if (attribute.type !== 'complex') return claimed;
  const value = typeof claimed === 'string' && JSON_TEXT.test(claimed) ? parsed(claimed, field) : claimed;
  if (subAttributesOf(attribute).get('value')?.type !== 'string') return value;
  return Array.isArray(value)
    ? value.map((each, index) => unpackedElement(each, `${field}[${index}]`))
    : unpackedElement(value, field);
}

function unpackedElement(claimed: unknown, field: string): unknown {
  if (!isObject(claimed)) return claimed;
  const name = Object.keys(claimed).find((each) => each.toLowerCase() === 'value');
  const text = name === undefined ? undefined : claimed[name];
  if (name === undefined || typeof text !== 'string' || !text.startsWith('{')) return claimed;
  const { [name]: _, ...rest } = claimed;
  const inner = parsed(text, field);
  if (isObject(inner) && Object.keys(inner).some((each) => each.toLowerCase() === 'value'))
    return { ...rest, ...inner };
  throw new ResourceFault('invalid_value', `${field} is JSON without a value. Send the object itself.`, field);
}

function parsed(text: string, field: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ResourceFault(
      'invalid_value',
      `${field} is a text that starts like JSON and is not. Send a list.`,
      field,
    );
  }
  assertHarmless(value, field);
  return value;
}
