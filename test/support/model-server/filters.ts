import { type Attribute, externalId, type ResourceType } from '../../../src/core/resources/attributes.rules.ts';
import { type Condition, constant } from '../../../src/core/resources/condition.rules.ts';
import { ResourceFault } from '../../../src/core/resources/fault.rules.ts';
import { type Filter, type Operator, readFilter } from '../../../src/core/resources/filter.rules.ts';
import { resolveFilter, resolveRootFilter } from '../../../src/core/resources/resolve-filter.rules.ts';
import { Refused } from './refused.ts';
import type { FaultName } from './switches.ts';
import { type Kind, typeOf, type World } from './world.ts';

/** What a filter asks of each of some kinds (RFC 7644 §3.4.2.2). Throws ResourceFault, Refused. */
export function conditionsOf(world: World, kinds: readonly Kind[], text: string): Condition[] {
  if (world.has('filter-ignored')) return kinds.map(() => constant(true));
  assertUnderstood(world, text);
  try {
    const filter = bentFilter(world, readFilter(written(world, text)));
    const types = kinds.map((kind) => comparing(world, typeOf(kind)));
    const [only, ...more] = types;
    if (world.has('root-attribute-of-one-refused')) return types.map((type) => resolveFilter(type, filter));
    return only !== undefined && more.length === 0 ? [resolveFilter(only, filter)] : resolveRootFilter(types, filter);
  } catch (error) {
    if (!(error instanceof ResourceFault)) throw error;
    if (world.has('bad-filter-finds-all')) return kinds.map(() => constant(true));
    if (world.has('bad-filter-finds-nobody')) return kinds.map(() => constant(false));
    if (world.has('bad-filter-500')) throw new Refused(500, error.message);
    throw world.has('bad-filter-is-invalid-value')
      ? new Refused(400, error.message, { scimType: 'invalidValue' })
      : error;
  }
}

/** Which filters a server with a fault refuses. */
const REFUSED_FILTERS = {
  'value-path-filter-refused': /\[/,
  'id-filter-refused': /^id /i,
  'manager-filter-refused': /manager/i,
  'meta-filter-refused': /^meta\./i,
  'only-eq-understood': / (?:ne|co|sw|ew|pr|gt|ge|lt|le)\b/i,
  'and-refused': / and /i,
  'capital-operator-refused': / (?:EQ|Eq|AND|And) /,
  'urn-filter-refused': /^urn:/i,
  'capital-name-refused': /^[A-Z]{2}/,
  'sub-attribute-filter-refused': /^name\./,
} satisfies { readonly [fault in FaultName]?: RegExp };

function assertUnderstood(world: World, text: string): void {
  if (world.has('apostrophe-500') && text.includes("'")) throw new Refused(500, 'unterminated quoted string');
  for (const [fault, shape] of Object.entries(REFUSED_FILTERS)) {
    if (world.has(fault as FaultName) && shape.test(text))
      throw new Refused(400, 'This filter is not supported.', { scimType: 'invalidFilter' });
  }
}

function written(world: World, text: string): string {
  if (world.has('plus-sign-is-a-blank')) return text.replaceAll('+', ' ');
  if (world.has('backslashes-not-read')) return text.replaceAll('\\\\', '\\\\\\\\');
  return world.has('escapes-not-read') ? text.replaceAll(String.raw`\"`, String.raw`\\\"`) : text;
}

/** Servers with a fault compare names and externalIds otherwise. */
function comparing(world: World, type: ResourceType): ResourceType {
  const { core } = type;
  const others: Attribute[] = [];
  for (const name of ['userName', 'displayName']) {
    const attribute = core.attributes.find((each) => each.name === name);
    if (attribute !== undefined && world.has('names-compared-with-case'))
      others.push({ ...attribute, caseExact: true });
  }
  if (world.has('external-id-compared-without-case')) others.push({ ...externalId, caseExact: false });
  if (others.length === 0) return type;
  return {
    ...type,
    attributes: new Map([...type.attributes, ...others.map((each) => [each.name.toLowerCase(), each] as const)]),
  };
}

type Bend = (filter: Filter) => Filter;

/** One operator is taken for another. */
function taken(operator: Operator, other: Operator): Bend {
  return (filter) =>
    filter.kind === 'compare' && filter.operator === operator ? { ...filter, operator: other } : filter;
}

const BENDS = {
  'co-as-eq': taken('co', 'eq'),
  'sw-as-co': taken('sw', 'co'),
  'ew-as-co': taken('ew', 'co'),
  'gt-as-ge': taken('gt', 'ge'),
  'le-as-lt': taken('le', 'lt'),
  'ne-as-eq': taken('ne', 'eq'),
  'pr-always-true': (filter) => (filter.kind === 'present' ? { ...filter, path: 'id' } : filter),
  'not-ignored': (filter) => (filter.kind === 'not' ? filter.filter : filter),
  'or-like-and': (filter) => (filter.kind === 'or' ? { ...filter, kind: 'and' } : filter),
  'and-like-or': (filter) => (filter.kind === 'and' ? { ...filter, kind: 'or' } : filter),
  'and-binds-like-or': boundFromTheLeft,
  'brackets-meet-different-elements'(filter) {
    if (filter.kind !== 'some' || filter.filter.kind !== 'and') return filter;
    const { path } = filter;
    return { kind: 'and', filters: filter.filter.filters.map((each) => ({ kind: 'some', path, filter: each })) };
  },
  'brackets-ignored'(filter) {
    if (filter.kind !== 'some' || filter.filter.kind !== 'and') return filter;
    const last = filter.filter.filters.at(-1);
    return last === undefined ? filter : { ...filter, filter: last };
  },
} satisfies { readonly [fault in FaultName]?: Bend };

/** `a or b and c`, read as `(a or b) and c`. */
function boundFromTheLeft(filter: Filter): Filter {
  if (filter.kind !== 'or') return filter;
  const [first, ...rest] = filter.filters;
  if (first === undefined) return filter;
  return rest.reduce<Filter>((left, right) => {
    const [inner, ...more] = right.kind === 'and' ? right.filters : [right];
    const either: Filter = { kind: 'or', filters: inner === undefined ? [left] : [left, inner] };
    return more.length === 0 ? either : { kind: 'and', filters: [either, ...more] };
  }, first);
}

function bentFilter(world: World, filter: Filter): Filter {
  const bend = Object.entries(BENDS).find(([fault]) => world.has(fault as FaultName))?.[1];
  return bend === undefined ? filter : bentBy(bend, filter);
}

function bentBy(bend: Bend, filter: Filter): Filter {
  const bent = bend(filter);
  if ('filters' in bent) return { ...bent, filters: bent.filters.map((each) => bentBy(bend, each)) };
  return 'filter' in bent ? { ...bent, filter: bentBy(bend, bent.filter) } : bent;
}
