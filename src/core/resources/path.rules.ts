import {
  type Attribute,
  asAttribute,
  isUnknownUrn,
  knownUrnOf,
  type ResourceType,
  subAttributesOf,
} from './attributes.rules.ts';
import { assertHarmlessKey, type Canonical, isSame, readValue } from './codec.rules.ts';
import type { Condition } from './condition.rules.ts';
import { quoted, ResourceFault } from './fault.rules.ts';
import { type Filter, readFilter } from './filter.rules.ts';
import { resolveElementFilter } from './resolve-filter.rules.ts';

/** Which elements of a multi-valued attribute are meant. */
export type ElementFilter = {
  /** As the client wrote it. */
  readonly text: string;
  readonly condition: Condition;
  /** What an element needs to meet the filter; undefined when that is more than being equal to some values. */
  readonly seeds: Canonical | undefined;
  /** How many comparisons one element costs. */
  readonly terms: number;
};

/** What a path points at: `attr`, `attr.sub`, `attr[filter]` or `attr[filter].sub`, or an extension as a whole. */
export type Target = {
  /** The known extension that the attribute is part of. */
  readonly extension: Attribute | undefined;
  readonly attribute: Attribute;
  readonly filter: ElementFilter | undefined;
  readonly sub: Attribute | undefined;
  /** The path, when it starts with a URN that is none of our schemas: only the resource can say where that ends. */
  readonly unknown: string | undefined;
};

/** Common attributes that no client may write (RFC 7643 §3.1), and a user's groups, which follow from the groups. */
const SERVER_ONLY = new Set(['id', 'meta', 'schemas', 'groups']);
const MAX_LENGTH = 4_096;
const TAIL = /^(?:\.[^[\]]+)?$/;

/**
 * Resolves an attribute path (RFC 7644 §3.5.2, §3.10), with or without its schema's URN and in any case.
 * Throws ResourceFault: immutable for what only the server writes, invalid_path for what there is not, and
 * invalid_filter for what stands in brackets.
 */
export function resolvePath(type: ResourceType, path: string): Target {
  const target = findTarget(type, path);
  if (target !== undefined) return target;
  throw new ResourceFault(
    'invalid_path',
    `${quoted(path)} is not an attribute of this resource. See /Schemas for those there are.`,
    path,
  );
}

/** As `resolvePath`; undefined for an attribute that there is not. */
export function findTarget(type: ResourceType, path: string): Target | undefined {
  const text = path.trim();
  if (text.length > MAX_LENGTH)
    throw new ResourceFault('invalid_path', `A path is longer than ${MAX_LENGTH} characters. Shorten it.`, path);
  if (isUnknownUrn(type, text)) return unknownTarget(text);
  const urn = knownUrnOf(type, text);
  const extension = urn === undefined ? undefined : type.byUrn.get(urn);
  const rest = urn === undefined ? text : text.slice(urn.length + 1);
  if (text.length === urn?.length) return wholeTarget(extension, path);
  const parts = splitPath(rest, path);
  parts.names.forEach(assertHarmlessKey);
  return extension === undefined
    ? knownTarget(type.attributes, parts, path)
    : knownTarget(subAttributesOf(extension), { ...parts, extension }, path);
}

/** The extension as a whole; of the core schema the attributes are named one by one. */
function wholeTarget(extension: Attribute | undefined, path: string): Target {
  if (extension !== undefined) return targetOn({ attribute: extension });
  throw new ResourceFault(
    'invalid_path',
    `${quoted(path)} names no attribute. Add a colon and the attribute's name, or leave it out.`,
    path,
  );
}

function targetOn(found: Partial<Target> & Pick<Target, 'attribute'>): Target {
  return { extension: undefined, filter: undefined, sub: undefined, unknown: undefined, ...found };
}

/** Its attributes are in no table, so brackets cannot be understood. */
function unknownTarget(path: string): Target {
  if (/["[\]]/.test(path)) {
    throw new ResourceFault(
      'invalid_path',
      `${quoted(path)} has a filter, but /Schemas does not describe this extension. Send the attribute whole.`,
      path,
    );
  }
  path.split(/[:.]/).forEach(assertHarmlessKey);
  return targetOn({ attribute: asAttribute({ id: path, attributes: [] }), unknown: path });
}

type Parts = { readonly names: readonly string[]; readonly filter: string | undefined; readonly extension?: Attribute };

/** The names of a path, and what stands between the brackets. */
function splitPath(path: string, claimed: string): Parts {
  const open = path.indexOf('[');
  if (open === -1) return { names: path.split('.'), filter: undefined };
  const close = closingBracket(path, open);
  const tail = path.slice(close + 1);
  if (!TAIL.test(tail)) {
    throw new ResourceFault(
      'invalid_path',
      `${quoted(claimed)} cannot be read. Write a path such as emails[type eq "work"].value.`,
      claimed,
    );
  }
  return {
    names: [path.slice(0, open), ...(tail === '' ? [] : [tail.slice(1)])],
    filter: path.slice(open + 1, close),
  };
}

/** Where the bracket ends that opens at `open`; in front of the path if nowhere. Inside quotes a bracket is text. */
function closingBracket(path: string, open: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let at = open; at < path.length; at += 1) {
    const letter = path[at];
    if (isQuoted && letter === '\\') at += 1;
    else if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && letter === '[') depth += 1;
    else if (!isQuoted && letter === ']') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

function knownTarget(
  attributes: ReadonlyMap<string, Attribute>,
  { names, filter, extension }: Parts,
  path: string,
): Target | undefined {
  const [name = '', subName, ...more] = names.map((each) => each.toLowerCase());
  if (extension === undefined && SERVER_ONLY.has(name)) throw unchangeable(path);
  const attribute = attributes.get(name);
  const sub = attribute && subName !== undefined ? subAttributesOf(attribute).get(subName) : undefined;
  if (attribute === undefined || more.length > 0 || (subName !== undefined && sub === undefined)) return undefined;
  if (filter === undefined && sub !== undefined && attribute.multiValued) {
    throw new ResourceFault(
      'invalid_path',
      `${quoted(path)} does not say which value of ${attribute.name} is meant. Add a filter, such as ${attribute.name}[type eq "work"].${sub.name}.`,
      path,
    );
  }
  if (attribute.mutability === 'readOnly' || sub?.mutability === 'readOnly') throw unchangeable(path);
  if (sub?.mutability === 'immutable') throw unchangeable(path);
  return targetOn({
    extension,
    attribute,
    sub,
    filter: filter === undefined ? undefined : elementFilter(attribute, filter, path),
  });
}

function elementFilter(attribute: Attribute, claimed: string, path: string): ElementFilter {
  if (!attribute.multiValued || attribute.type !== 'complex') {
    throw new ResourceFault(
      'invalid_path',
      `${attribute.name} does not hold several values to choose from. Leave out the brackets of ${quoted(path)}.`,
      path,
    );
  }
  const filter = readFilter(claimed);
  const condition = resolveElementFilter(attribute, filter);
  return { text: claimed, condition, seeds: seedsOf(attribute, filter), terms: countTerms(filter) };
}

/** The values that an element must have, when the filter is nothing but terms with eq, joined by and. */
function seedsOf(attribute: Attribute, filter: Filter): Canonical | undefined {
  const seeds: Canonical = {};
  for (const term of conjunctsOf(filter)) {
    if (term.kind !== 'compare' || term.operator !== 'eq') return undefined;
    const sub = subAttributesOf(attribute).get(term.path.toLowerCase());
    const seed = sub === undefined ? undefined : seedOf(sub, term.value);
    if (sub === undefined || seed === undefined) return undefined;
    if (Object.hasOwn(seeds, sub.name) && !isSame(seeds[sub.name], seed.value)) return undefined;
    seeds[sub.name] = seed.value;
  }
  return seeds;
}

function conjunctsOf(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' ? filter.filters.flatMap(conjunctsOf) : [filter];
}

/** A value that no element can have is no seed. */
function seedOf(sub: Attribute, claimed: unknown): { value: unknown } | undefined {
  try {
    return { value: readValue(sub, claimed, sub.name) };
  } catch (error) {
    if (error instanceof ResourceFault) return undefined;
    throw error;
  }
}

function countTerms(filter: Filter): number {
  if ('filters' in filter) return filter.filters.reduce((sum, each) => sum + countTerms(each), 0);
  return 'filter' in filter ? countTerms(filter.filter) : 1;
}

function unchangeable(path: string): ResourceFault {
  return new ResourceFault('immutable', `${quoted(path)} cannot be changed. Leave it out.`, path);
}
