import type { ResourceType } from './attributes.rules.ts';
import { isAssigned, isObject } from './codec.rules.ts';
import { ResourceFault } from './fault.rules.ts';
import { extensionWith, splitPath } from './filter-path.rules.ts';

/** Which attributes a client wants to see, by lower-cased name: only these, or all but these. */
export type Projection = { readonly kind: 'only' | 'except'; readonly names: readonly string[] };

type Claimed = string | readonly string[] | null | undefined;

/**
 * Reads `attributes` and `excludedAttributes` (RFC 7644 §3.9), comma-separated or as a list. Undefined when neither
 * names anything. What no resource has is allowed and shows nothing. Throws ResourceFault invalid_value for both.
 */
export function readProjection({
  attributes,
  excludedAttributes,
}: {
  readonly attributes: Claimed;
  readonly excludedAttributes: Claimed;
}): Projection | undefined {
  const only = namesIn(attributes);
  const except = namesIn(excludedAttributes);
  if (only.length > 0 && except.length > 0) {
    throw new ResourceFault(
      'invalid_value',
      'attributes and excludedAttributes cannot be combined. Send one of them.',
      'excludedAttributes',
    );
  }
  if (only.length > 0) return { kind: 'only', names: only };
  return except.length > 0 ? { kind: 'except', names: except } : undefined;
}

function namesIn(claimed: Claimed): string[] {
  const texts = typeof claimed === 'string' ? [claimed] : (claimed ?? []);
  const names = texts.flatMap((text) => text.split(',')).map((name) => name.trim().toLowerCase());
  return [...new Set(names.filter((name) => name !== ''))];
}

/** What is named of a value: all of it, or these of its parts. */
type Named = { isWhole: boolean; readonly parts: Map<string, Named> };

/** The names as a type understands them; `foreign` are behind a URN that is none of its schemas. */
type Plan = { readonly named: Named; readonly foreign: readonly string[] };

/**
 * The part of a rendered resource that the client wants to see. `id` and `schemas` always stay (RFC 7643 §3); objects
 * and lists of which nothing stays are left out. Names may carry the URN of their schema (RFC 7644 §3.10).
 */
export function project(
  type: ResourceType,
  projection: Projection | undefined,
  resource: Record<string, unknown>,
): Record<string, unknown> {
  if (projection === undefined) return resource;
  const plan = planOf(type, projection);
  const shown: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(resource)) {
    const isFixed = key === 'id' || key === 'schemas';
    const part = isFixed ? value : partOf(projection.kind, value, namedOf(plan, key.toLowerCase()));
    if (part !== undefined) shown[key] = part;
  }
  return shown;
}

/**
 * Whether an attribute of the core schema, such as members, can be seen at all: where it cannot, it need not be read.
 */
export function mayShow(projection: Projection | undefined, name: string): boolean {
  if (projection === undefined) return true;
  const wanted = name.toLowerCase();
  const names = projection.names.map((each) => each.replace(/^urn:ietf:params:scim:schemas:core:2\.0:\w+[:.]/, ''));
  if (names.some((each) => each === wanted || CORE.test(each))) return projection.kind === 'only';
  return projection.kind === 'except' || names.some((each) => each.startsWith(`${wanted}.`));
}

/** A whole core schema. */
const CORE = /^urn:ietf:params:scim:schemas:core:2\.0:\w+$/;

const plans = new WeakMap<Projection, Map<ResourceType, Plan>>();

function planOf(type: ResourceType, projection: Projection): Plan {
  const known = plans.get(projection) ?? new Map<ResourceType, Plan>();
  plans.set(projection, known);
  const plan = known.get(type) ?? makePlan(type, projection.names);
  known.set(type, plan);
  return plan;
}

function makePlan(type: ResourceType, names: readonly string[]): Plan {
  const named: Named = { isWhole: false, parts: new Map() };
  const foreign: string[] = [];
  for (const name of names) {
    const { urn, names: path } = splitPath(type, name);
    const [first = ''] = path;
    const isExtension = urn !== undefined && type.byUrn.has(urn);
    if (urn !== undefined && path.length === 0 && !isExtension) {
      for (const attribute of type.attributes.keys()) include(named, [attribute]);
    } else if (isExtension) include(named, [urn, ...path]);
    else if (first.startsWith('urn:')) foreign.push(first);
    else include(named, withOwner(type, path));
  }
  return { named, foreign };
}

/** An attribute that only an extension has is found there. */
function withOwner(type: ResourceType, path: readonly string[]): readonly string[] {
  const [first = ''] = path;
  const owner = type.attributes.has(first) ? undefined : extensionWith(type, first);
  return owner === undefined ? path : [owner.name.toLowerCase(), ...path];
}

function include(named: Named, path: readonly string[]): void {
  const [first, ...rest] = path;
  if (first === undefined) {
    named.isWhole = true;
    return;
  }
  const part = named.parts.get(first) ?? { isWhole: false, parts: new Map() };
  named.parts.set(first, part);
  include(part, rest);
}

function namedOf({ named, foreign }: Plan, key: string): Named | undefined {
  const known = named.parts.get(key);
  if (known !== undefined || !key.includes(':')) return known;
  const found: Named = { isWhole: false, parts: new Map() };
  for (const name of foreign) {
    if (name === key) include(found, []);
    else if (name.startsWith(`${key}:`) || name.startsWith(`${key}.`)) {
      include(found, name.slice(key.length + 1).split('.'));
    }
  }
  return found.isWhole || found.parts.size > 0 ? found : undefined;
}

function partOf(kind: Projection['kind'], value: unknown, named: Named | undefined): unknown {
  const isOnly = kind === 'only';
  if (named === undefined) return isOnly ? undefined : value;
  if (named.isWhole) return isOnly ? value : undefined;
  if (Array.isArray(value)) {
    const elements = value.map((each) => partOf(kind, each, named)).filter(isAssigned);
    return elements.length === 0 ? undefined : elements;
  }
  if (!isObject(value)) return isOnly ? undefined : value;
  const parts = Object.entries(value).flatMap(([key, each]) => {
    const part = partOf(kind, each, named.parts.get(key.toLowerCase()));
    return part === undefined ? [] : [[key, part] as const];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}
