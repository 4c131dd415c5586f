import { enterpriseUserSchema, userSchema } from '../../../../src/core/resources/attribute-table.rules.ts';
import { type Attribute, externalId } from '../../../../src/core/resources/attributes.rules.ts';
import { canonicalModel, isBlank, isNothing, type Json, refuse, toElement, toParts, toValue } from './codec-model.ts';
import { unknownModel } from './urn-model.ts';

/** One operation as a client sends it. */
export type ClaimedOperation = { op: string; path?: string; value?: unknown };

type Place = {
  holder: 'core' | 'extension';
  attribute: Attribute;
  filter: string | undefined;
  sub: Attribute | undefined;
};
type Step = { op: string; place: Place; value: unknown };

/**
 * A second PATCH for Users: slow and plain, written from RFC 7644 §3.5.2 and the decisions of this project, and from
 * nothing in src but the tables. Throws a ModelFault.
 */
export function patchModel(before: Json, operations: readonly ClaimedOperation[]): Json {
  const resource = structuredClone(before);
  for (const { op, path, value } of operations) {
    if (path !== undefined) doAtPath(resource, { op: op.toLowerCase(), path, value }, false);
    else
      for (const [key, each] of Object.entries(value as Json))
        doAtPath(resource, { op: op.toLowerCase(), path: key, value: each }, true);
  }
  return canonicalModel(resource);
}

function doAtPath(resource: Json, { op, path, value }: Required<ClaimedOperation>, isKey: boolean): void {
  const known = [userSchema.id, enterpriseUserSchema.id].some((urn) => startsWithName(path, urn));
  if (path.toLowerCase().startsWith('urn:') && !known) {
    unknownModel(resource, { op, path, value, isKey });
    return;
  }
  if (path.toLowerCase() === enterpriseUserSchema.id.toLowerCase()) {
    doWholeExtension(resource, op, value);
    return;
  }
  const place = placeOf(path);
  if (place !== undefined) doStep(resource, { op, place, value });
  else if (!isKey) refuse('invalid_path');
}

function startsWithName(path: string, urn: string): boolean {
  const lower = path.toLowerCase();
  return lower === urn.toLowerCase() || [':', '.'].some((mark) => lower.startsWith(urn.toLowerCase() + mark));
}

function placeOf(path: string): Place | undefined {
  const urn = [userSchema.id, enterpriseUserSchema.id].find((each) => startsWithName(path, each));
  const rest = urn === undefined ? path : path.slice(urn.length + 1);
  const match = /^([^.[\]]+)(?:\[(.*)\])?(?:\.([^.[\]]+))?$/.exec(rest);
  const holder = urn === enterpriseUserSchema.id ? 'extension' : 'core';
  const attributes = holder === 'core' ? [externalId, ...userSchema.attributes] : enterpriseUserSchema.attributes;
  const attribute = named(attributes, match?.[1]);
  if (attribute === undefined) return undefined;
  const sub = match?.[3] === undefined ? undefined : named(attribute.subAttributes ?? [], match[3]);
  if (match?.[3] !== undefined && sub === undefined) return undefined;
  if (sub?.mutability === 'readOnly' || attribute.mutability === 'readOnly') refuse('immutable');
  return { holder, attribute, filter: match?.[2], sub };
}

function named(attributes: readonly Attribute[], name: string | undefined): Attribute | undefined {
  return attributes.find((each) => each.name.toLowerCase() === name?.toLowerCase());
}

function doWholeExtension(resource: Json, op: string, claimed: unknown): void {
  const value = loneOf(claimed);
  if (op === 'remove' || isNothing(value)) {
    delete resource[enterpriseUserSchema.id];
    return;
  }
  for (const [attribute, each] of toParts(enterpriseUserSchema.attributes, value)) {
    doStep(resource, { op, place: { holder: 'extension', attribute, filter: undefined, sub: undefined }, value: each });
  }
}

function doStep(resource: Json, { op, place, value }: Step): void {
  const { holder, attribute, filter, sub } = place;
  const owner = holder === 'core' ? resource : ((resource[enterpriseUserSchema.id] ??= {}) as Json);
  const existing = owner[attribute.name];
  if (filter !== undefined) owner[attribute.name] = withFilter(attribute, { op, filter, sub, value }, list(existing));
  else if (attribute.multiValued) owner[attribute.name] = withList(attribute, { op, value }, list(existing));
  else if (attribute.type === 'complex') owner[attribute.name] = withComplex(attribute, { op, sub, value }, existing);
  else owner[attribute.name] = single(attribute, { op, value });
}

/** A list of one stands for its element. */
function loneOf(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function list(existing: unknown): Json[] {
  return Array.isArray(existing) ? (existing as Json[]) : [];
}

function single(attribute: Attribute, { op, value }: { op: string; value: unknown }): unknown {
  const after = op === 'remove' ? undefined : toValue(attribute, value);
  if (after === undefined && attribute.required) refuse('immutable');
  return after;
}

type Part = { op: string; sub: Attribute | undefined; value: unknown };

/** Sub-attributes that are not named stay as they are. */
function withComplex(attribute: Attribute, { op, sub, value }: Part, existing: unknown): unknown {
  const before = (existing ?? {}) as Json;
  if (sub !== undefined) return { ...before, [sub.name]: single(sub, { op, value }) };
  const lone = loneOf(value);
  if (op === 'remove' || isNothing(lone)) return undefined;
  const isId = typeof lone === 'string' && named(attribute.subAttributes ?? [], 'value') !== undefined;
  const after = { ...before };
  for (const [part, each] of toParts(attribute.subAttributes ?? [], isId ? { value: lone } : lone)) {
    after[part.name] = toValue(part, each);
  }
  return after;
}

function withList(attribute: Attribute, { op, value: claimed }: { op: string; value: unknown }, old: Json[]): Json[] {
  const value = typeof claimed === 'string' && /^[[{]/.test(claimed) ? (JSON.parse(claimed) as unknown) : claimed;
  if (op === 'remove') {
    if (value === undefined || value === null) return [];
    const listed = (Array.isArray(value) ? value : [value]).map((each) => toWanted(attribute, each));
    return old.filter((element) => !listed.some((wanted) => isLike(attribute, element, wanted)));
  }
  const given = list(toValue(attribute, value));
  return op === 'replace' ? given : given.reduce(added, old);
}

/** What a list of elements to remove says of one of them; it must say something. */
function toWanted(attribute: Attribute, claimed: unknown): Json {
  const isValue = typeof claimed === 'string' && named(attribute.subAttributes ?? [], 'value') !== undefined;
  const wanted = toElement(attribute, isValue ? { value: claimed } : claimed);
  return wanted ?? refuse('invalid_value');
}

function isLike(attribute: Attribute, element: Json, wanted: Json): boolean {
  return Object.entries(wanted).every(([name, value]) => {
    const isExact = named(attribute.subAttributes ?? [], name)?.caseExact === true;
    return isExact ? element[name] === value : lower(element[name]) === lower(value);
  });
}

function lower(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

/** What is there already is not added again; who becomes primary is the only one. */
function added(old: Json[], element: Json): Json[] {
  if (old.some((each) => isEqual(each, element))) return old;
  return [...(element['primary'] === true ? old.map(withoutPrimary) : old), element].filter((each) => !isBlank(each));
}

function isEqual(one: Json, other: Json): boolean {
  const names = Object.keys({ ...one, ...other });
  return names.every((name) => one[name] === other[name]);
}

function withoutPrimary(element: Json): Json {
  if (element['primary'] !== true) return element;
  return Object.fromEntries(Object.entries(element).filter(([name]) => name !== 'primary'));
}

function withFilter(attribute: Attribute, { op, filter, sub, value }: Part & { filter: string }, old: Json[]): Json[] {
  const terms = filter.split(' and ').map((term) => /^(\S+) (\S+) (.*)$/.exec(term) ?? refuse('invalid_filter'));
  const given = sub === undefined ? loneOf(value) : op === 'remove' ? undefined : toValue(sub, value);
  const isGone = op === 'remove' || isNothing(given);
  if (isGone && op === 'add' && sub === undefined) return old;
  const parts = isGone ? {} : partsToSet(attribute, sub, given);
  const isMet = (element: Json) => terms.every((term) => holds(attribute, element, term));
  if (!old.some(isMet)) return isGone ? old : withNew(attribute, { terms, parts }, old);
  let all = old;
  for (const [index, element] of old.entries()) {
    if (!isMet(element)) continue;
    const after = tidy(alteredBy({ op, isGone, sub, parts, seeds: seedsOf(attribute, terms) ?? {} }, element));
    if (after['primary'] === true) all = all.map(withoutPrimary);
    all = all.with(index, after);
  }
  return all.filter((each) => !isBlank(each));
}

function partsToSet(attribute: Attribute, sub: Attribute | undefined, value: unknown): Json {
  if (sub !== undefined) return { [sub.name]: value };
  const hasValue = named(attribute.subAttributes ?? [], 'value') !== undefined;
  const whole = typeof value === 'string' && hasValue ? { value } : value;
  return Object.fromEntries(
    toParts(attribute.subAttributes ?? [], whole).map(([part, each]) => [part.name, toValue(part, each)]),
  );
}

type Altering = { op: string; isGone: boolean; sub: Attribute | undefined; parts: Json; seeds: Json };

function alteredBy({ op, isGone, sub, parts, seeds }: Altering, element: Json): Json {
  if (isGone) return sub === undefined ? {} : { ...element, [sub.name]: undefined };
  return op === 'replace' && sub === undefined ? { ...seeds, ...parts } : { ...element, ...parts };
}

function withNew(
  attribute: Attribute,
  { terms, parts }: { terms: readonly RegExpExecArray[]; parts: Json },
  old: Json[],
): Json[] {
  if (isBlank(tidy(parts))) return old;
  const seeds = seedsOf(attribute, terms) ?? refuse('no_target');
  const element = tidy({ ...seeds, ...parts });
  return isBlank(element) ? old : added(old, element);
}

function tidy(element: Json): Json {
  return Object.fromEntries(Object.entries(element).filter(([, value]) => value !== undefined && value !== null));
}

function seedsOf(attribute: Attribute, terms: readonly RegExpExecArray[]): Json | undefined {
  const seeds: Json = {};
  for (const [, name, operator, text] of terms) {
    if (operator?.toLowerCase() !== 'eq') return undefined;
    const sub = named(attribute.subAttributes ?? [], name) ?? refuse('invalid_filter');
    const value = toValue(sub, JSON.parse(text ?? '') as unknown);
    if (sub.name in seeds && seeds[sub.name] !== value) return undefined;
    seeds[sub.name] = value;
  }
  return seeds;
}

function holds(attribute: Attribute, element: Json, [, name, operator, text]: RegExpExecArray): boolean {
  const sub = named(attribute.subAttributes ?? [], name) ?? refuse('invalid_filter');
  const wanted = toValue(sub, JSON.parse(text ?? '') as unknown);
  const fold = sub.caseExact === true ? (value: unknown) => value : lower;
  const [found, sought] = [fold(element[sub.name]), fold(wanted)];
  if (operator?.toLowerCase() === 'eq') return found === sought;
  if (operator?.toLowerCase() === 'ne') return found !== sought;
  return typeof found === 'string' && typeof sought === 'string' && found.includes(sought);
}
