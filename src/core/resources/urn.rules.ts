import type { ResourceType } from './attributes.rules.ts';
import { type Canonical, isAssigned, isObject, isSame, readFree, unknownExtensions } from './codec.rules.ts';
import { withoutKnown } from './elements.rules.ts';
import { quoted, ResourceFault } from './fault.rules.ts';
import { assertStorable, wrongType } from './simple-value.rules.ts';
import type { Spend } from './work.rules.ts';

/** An operation on an extension that no table describes. `value` is as the client sent it. */
type UnknownOperation = {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value: unknown;
  /** The path was a name in the value of an operation without a path. */
  readonly isKey: boolean;
};

/** A URN, and the names behind it. */
type Place = { readonly urn: string; readonly name: string | undefined; readonly sub: string | undefined };

type Match = readonly (string | undefined)[];

const NAMES = String.raw`([a-z$][\w$-]*)(?:\.([a-z$][\w$-]*))?`;
const ONLY_NAMES = new RegExp(`^[:.]${NAMES}$`, 'i');
const OF_USER_OR_GROUP = new RegExp(String.raw`^(urn:.*?:(?:User|Group))(?:[:.]${NAMES})?$`, 'i');
const LAST_COLON = new RegExp(`^(urn:.+):${NAMES}$`, 'i');

/**
 * Does the operation: gives the URN of the extension, and what becomes of it. Throws ResourceFault invalid_path when
 * the path cannot be divided, and invalid_value for what cannot be kept.
 */
export function appliedUnknown(
  operation: UnknownOperation,
  { type, resource, spend }: { readonly type: ResourceType; readonly resource: Canonical; readonly spend: Spend },
): { urn: string; extension: Canonical | undefined } {
  spend(Object.keys(resource).length);
  const { urn, name, sub } = placeOf(operation, unknownExtensions(type, resource));
  const { op, path: field, value } = operation;
  const change = { op, value, field, spend };
  const extension = new Members(resource[urn], spend);
  if (name === undefined) return { urn, extension: withAll(extension, change) };
  extension.set(
    name,
    sub === undefined ? changed(extension.get(name), change) : withPart(extension.get(name), sub, change),
  );
  return { urn, extension: extension.closed() };
}

/**
 * Where a URN ends that is in no table: behind the longest extension that the resource has, else behind the segment
 * User or Group, else at the last colon. As in a whole resource, a name that holds an object is an extension's.
 */
function placeOf({ op, path, value, isKey }: UnknownOperation, stored: readonly string[]): Place {
  const whole: Match = [path, path];
  const match =
    storedMatch(path, stored) ??
    OF_USER_OR_GROUP.exec(path) ??
    (isKey && isObject(value) ? whole : LAST_COLON.exec(path)) ??
    (op === 'remove' || isObject(value) ? whole : undefined);
  const [, urn, name, sub] = match ?? [];
  if (urn === undefined) throw indivisible(path);
  assertStorable(path, path);
  return { urn, name, sub };
}

function storedMatch(path: string, stored: readonly string[]): Match | undefined {
  for (const urn of stored.toSorted((one, other) => other.length - one.length)) {
    if (path.slice(0, urn.length).toLowerCase() !== urn.toLowerCase()) continue;
    const rest = path.slice(urn.length);
    const match = ONLY_NAMES.exec(rest);
    if (rest === '' || match !== null) return [path, urn, match?.[1], match?.[2]];
  }
  return undefined;
}

function indivisible(path: string): ResourceFault {
  return new ResourceFault(
    'invalid_path',
    `${quoted(path)} cannot be divided into an extension and its attribute. Write the extension's URN, a colon and the attribute's name.`,
    path,
  );
}

/** An object's members by name without case (RFC 7643 §2.1), to be changed and closed again. */
class Members {
  readonly #byName: Map<string, readonly [string, unknown]>;

  constructor(value: unknown, spend: Spend) {
    const entries = isObject(value) ? Object.entries(value) : [];
    spend(entries.length);
    this.#byName = new Map(entries.map((entry) => [entry[0].toLowerCase(), entry]));
  }

  get(name: string): unknown {
    return this.#byName.get(name.toLowerCase())?.[1];
  }

  set(name: string, value: unknown): void {
    const key = name.toLowerCase();
    this.#byName.set(key, [this.#byName.get(key)?.[0] ?? name, value]);
  }

  /** The object without what is unassigned, names in order. */
  closed(): Canonical {
    const assigned = [...this.#byName.values()].filter(([, value]) => isAssigned(value));
    return Object.fromEntries(assigned.toSorted(([one], [other]) => (one < other ? -1 : 1)));
  }
}

type Change = {
  readonly op: UnknownOperation['op'];
  readonly value: unknown;
  readonly field: string;
  readonly spend: Spend;
};

/** The whole extension: what the value names is changed, and the rest stays (RFC 7644 §3.5.2.1, §3.5.2.3). */
function withAll(extension: Members, change: Change): Canonical | undefined {
  const { op, value, field } = change;
  if (op === 'remove' || isNothing(value)) return undefined;
  if (!isObject(value)) throw wrongType(field, 'an object with the attributes of the extension', value);
  // As a whole, so that no name is given twice.
  readFree(value, field);
  for (const [name, each] of Object.entries(value)) {
    extension.set(name, changed(extension.get(name), { ...change, value: each, field: `${field}:${name}` }));
  }
  return extension.closed();
}

function isNothing(value: unknown): boolean {
  return !isObject(value) && !isAssigned(value);
}

/** What becomes of one attribute, or of one part of it. */
function changed(existing: unknown, change: Change): unknown {
  const { op, value, field, spend } = change;
  if (op === 'remove') return without(existing, change);
  const read = readFree(value, field);
  if (op === 'add' && Array.isArray(existing)) {
    const added = read === undefined ? [] : Array.isArray(read) ? read : [read];
    return [...existing, ...withoutKnown(existing, added, spend)];
  }
  if (!isObject(value)) return read;
  // A complex attribute: the parts that are not named stay.
  const parts = new Members(existing, spend);
  for (const [name, each] of Object.entries(value)) parts.set(name, readFree(each, field));
  return parts.closed();
}

function withPart(owner: unknown, sub: string, change: Change): Canonical {
  if (owner !== undefined && !isObject(owner)) {
    const { field } = change;
    throw new ResourceFault('invalid_path', `${quoted(field)} names a part of what has no parts.`, field);
  }
  const parts = new Members(owner, change.spend);
  parts.set(sub, changed(parts.get(sub), change));
  return parts.closed();
}

/** Values of a list can be taken out one by one, each as it is. */
function without(existing: unknown, { value, field, spend }: Change): unknown {
  if (!Array.isArray(existing) || value === undefined || value === null) return undefined;
  const listed = (Array.isArray(value) ? value : [value]).map((each) => readFree(each, field));
  if (!listed.every(isAssigned)) throw wrongType(field, 'a list of the values to remove', value);
  spend(existing.length * listed.length);
  return existing.filter((each) => !listed.some((wanted) => isSame(each, wanted)));
}
