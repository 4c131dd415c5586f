import { type Attribute, type ResourceType, subAttributesOf } from './attributes.rules.ts';
import { type Condition, comparisonsOf, constant, joined, negated, someOf } from './condition.rules.ts';
import { isMatch } from './evaluate.rules.ts';
import { quoted, ResourceFault } from './fault.rules.ts';
import type { Filter } from './filter.rules.ts';
import { type Found, findAttribute, findSubAttribute } from './filter-path.rules.ts';
import { typedValue } from './filter-value.rules.ts';

type Kind<K extends Filter['kind']> = Extract<Filter, { kind: K }>;

/** Where paths of a filter start: at a resource, or at an element of one of its attributes. */
type Scope = {
  /** Undefined for an attribute that counts as absent. */
  find(path: string): Found | undefined;
  /** Of a whole resource: the name of its type. */
  readonly typeName?: string;
};

/** How many co and ew a filter may have: PostgreSQL keeps some 30 regular expressions and makes any more for every row. */
const MAX_SEARCHES = 20;

type Options = { readonly unknownIs?: 'fault' | 'absent' };

/**
 * Resolves a filter on whole resources of one type. `unknownIs: 'absent'` is for queries over several types (RFC 7644
 * §3.4.2.1), where an attribute that only another type has is absent here; `resolveRootFilter` checks that one has it.
 * Throws ResourceFault invalid_filter for what is unknown or cannot be compared.
 */
export function resolveFilter(type: ResourceType, filter: Filter, { unknownIs = 'fault' }: Options = {}): Condition {
  const typeName = type.core.name;
  const find = (path: string): Found | undefined => {
    const found = findAttribute(type, path);
    if (found === undefined && unknownIs === 'fault') throw unknown(path, typeName);
    return found;
  };
  const condition = resolve({ find, typeName }, filter);
  const searches = comparisonsOf(condition).filter(({ operator }) => operator === 'co' || operator === 'ew');
  if (searches.length > MAX_SEARCHES) throw fault(`The filter has more than ${MAX_SEARCHES} comparisons by co and ew`);
  return condition;
}

/**
 * Resolves a filter for each of several types (RFC 7644 §3.4.2.1), in their order. Throws as `resolveFilter`, and for
 * an attribute that none of them has: where it were absent everywhere, a misspelt name could list everything.
 */
export function resolveRootFilter(types: readonly ResourceType[], filter: Filter): Condition[] {
  const missing = pathsOf(filter).find((path) => types.every((type) => findAttribute(type, path) === undefined));
  if (missing !== undefined) throw unknown(missing, types.map(({ core }) => core.name).join(' or '));
  return types.map((type) => resolveFilter(type, filter, { unknownIs: 'absent' }));
}

function pathsOf(filter: Filter): string[] {
  if (filter.kind === 'not') return pathsOf(filter.filter);
  return 'filters' in filter ? filter.filters.flatMap(pathsOf) : [filter.path];
}

/** Resolves a filter on the elements of an attribute, as PATCH paths have them in brackets. Throws as `resolveFilter`. */
export function resolveElementFilter(attribute: Attribute, filter: Filter): Condition {
  return resolve({ find: (path) => findSubAttribute(attribute, path) }, filter);
}

function resolve(scope: Scope, filter: Filter): Condition {
  switch (filter.kind) {
    case 'not':
      return negated(resolve(scope, filter.filter));
    case 'and':
    case 'or':
      return joined(
        filter.kind,
        filter.filters.map((each) => resolve(scope, each)),
      );
    case 'present':
      return resolvePresent(scope, filter);
    case 'some':
      return resolveSome(scope, filter);
    case 'compare':
      return resolveCompare(scope, filter);
  }
}

function resolvePresent(scope: Scope, { path }: Pick<Kind<'present'>, 'path'>): Condition {
  const found = scope.find(path);
  if (found === undefined) return constant(false);
  if (isRoot(scope, found, 'meta')) return constant(true);
  // A member is its value: a group has members when it has any.
  return { kind: 'present', path: isRoot(scope, found, 'members') ? found.path.slice(0, 1) : found.path };
}

function resolveCompare(scope: Scope, filter: Kind<'compare'>): Condition {
  const { path, operator, value } = filter;
  if (value === null || (value === '' && (operator === 'eq' || operator === 'ne'))) return resolveNull(scope, filter);
  const found = scope.find(path);
  if (found === undefined) return constant(operator === 'ne');
  const { attribute, path: steps } = valueOf(found, path);
  if (isRoot(scope, found, 'members') && operator !== 'eq') throw unsupportedMembers(path);
  const typed = typedValue(attribute, filter);
  if (typed === undefined) return constant(operator === 'ne');
  const condition: Condition = { kind: 'compare', path: steps, attribute, operator, value: typed };
  const isType = isRoot(scope, found, 'meta') && attribute.name === 'resourceType';
  return isType ? constant(isMatch(condition, { meta: { resourceType: scope.typeName } })) : condition;
}

/** Compared with nothing: null, or the empty string, which means unassigned too (RFC 7643 §2.5). */
function resolveNull(scope: Scope, filter: Kind<'compare'>): Condition {
  const { path, operator } = filter;
  if (operator !== 'eq' && operator !== 'ne') throw fault(`${path} can be compared with null by eq and ne only`);
  const present = resolvePresent(scope, filter);
  return operator === 'ne' ? present : negated(present);
}

/** A complex attribute is compared by its `value` (RFC 7643 §2.4), if it has one. */
function valueOf(found: Found, path: string): Found {
  if (found.attribute.type !== 'complex') return found;
  const value = subAttributesOf(found.attribute).get('value');
  if (value !== undefined) {
    return { attribute: value, path: [...found.path, { name: value.name, multiValued: value.multiValued }] };
  }
  const names = [...subAttributesOf(found.attribute).values()].map(({ name }) => name);
  throw fault(`${path} is complex and has no value. Compare one of its sub-attributes: ${names.join(', ')}`);
}

function resolveSome(scope: Scope, { path, filter }: Kind<'some'>): Condition {
  const found = scope.find(path);
  if (found === undefined) return constant(false);
  const { attribute } = found;
  if (attribute.type !== 'complex' && !attribute.multiValued) {
    throw fault(`${path} has one plain value. Compare it without brackets, such as ${path} eq "x"`);
  }
  // There is always one meta, and what is kept of it is found by its whole path.
  if (isRoot(scope, found, 'meta')) return resolve({ ...scope, find: (sub) => scope.find(`${path}.${sub}`) }, filter);
  const condition = resolveElementFilter(attribute, filter);
  if (isRoot(scope, found, 'members') && !isMemberTest(condition)) throw unsupportedMembers(path);
  return someOf(found.path, condition);
}

function isRoot({ typeName }: Scope, { path }: Found, name: string): boolean {
  return typeName !== undefined && path[0]?.name === name;
}

/** Groups can be large: which of the ids that a filter names are members is looked up, the others are never read. */
function isMemberTest(condition: Condition): boolean {
  if (condition.kind === 'and' || condition.kind === 'or') return condition.conditions.every(isMemberTest);
  return condition.kind === 'constant' || (condition.kind === 'compare' && condition.operator === 'eq');
}

function unsupportedMembers(path: string): ResourceFault {
  return fault(
    `This comparison of ${path} is not supported. There are members eq "id", members[value eq "id"] and members pr, which and, or and not can join`,
  );
}

function unknown(path: string, typeName: string): ResourceFault {
  return fault(`${quoted(path)} is not an attribute of ${typeName}. See /Schemas for those there are`);
}

function fault(what: string): ResourceFault {
  return new ResourceFault('invalid_filter', `${what}.`, 'filter');
}
