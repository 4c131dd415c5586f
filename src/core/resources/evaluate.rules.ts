import { type Canonical, isAssigned, isObject } from './codec.rules.ts';
import type { Comparison, Condition, Step } from './condition.rules.ts';
import type { Operator } from './filter.rules.ts';
import { foldedValue } from './folded.rules.ts';

/**
 * Whether a canonical document meets a condition. In it `id`, `active`, `meta`, `groups` and `members` are ordinary
 * members; texts are folded here. For a condition of `resolveElementFilter` the document is the element.
 */
export function isMatch(condition: Condition, value: Canonical): boolean {
  return holds(condition, value);
}

function holds(condition: Condition, value: unknown): boolean {
  switch (condition.kind) {
    case 'constant':
      return condition.value;
    case 'not':
      return !holds(condition.condition, value);
    case 'and':
      return condition.conditions.every((each) => holds(each, value));
    case 'or':
      return condition.conditions.some((each) => holds(each, value));
    case 'present':
      return valuesAt(condition.path, value).length > 0;
    case 'some':
      return valuesAt(condition.path, value).some((element) => holds(condition.condition, element));
    case 'compare':
      return compares(condition, valuesAt(condition.path, value));
  }
}

/** Every assigned value that the path leads to, through all elements of the arrays on its way. */
function valuesAt(path: readonly Step[], value: unknown): unknown[] {
  let found: unknown[] = [value];
  for (const { name } of path) {
    found = found.flatMap((each) => (isObject(each) && Object.hasOwn(each, name) ? each[name] : []));
  }
  return found.flat().filter(isAssigned);
}

function compares({ attribute, operator, value }: Comparison, found: readonly unknown[]): boolean {
  if (found.length === 0) return operator === 'ne';
  return found.some((each) => {
    const actual = foldedValue(attribute, each);
    if (typeof actual === 'string' && typeof value === 'string') return compareTexts(actual, operator, value);
    return typeof actual === typeof value && compareOthers(actual as number, operator, value as number);
  });
}

function compareTexts(actual: string, operator: Operator, value: string): boolean {
  switch (operator) {
    case 'co':
      return actual.includes(value);
    case 'sw':
      return actual.startsWith(value);
    case 'ew':
      return actual.endsWith(value);
    default:
      return compareOthers(byCodePoint(actual, value), operator, 0);
  }
}

/** Numbers; and booleans, which only know eq and ne. */
function compareOthers(actual: number, operator: Operator, value: number): boolean {
  switch (operator) {
    case 'eq':
      return actual === value;
    case 'ne':
      return actual !== value;
    case 'gt':
      return actual > value;
    case 'ge':
      return actual >= value;
    case 'lt':
      return actual < value;
    case 'le':
      return actual <= value;
    default:
      return false;
  }
}

/** The order of code points, which is PostgreSQL's; JavaScript's own is that of UTF-16, where some differ. */
function byCodePoint(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const difference = rankOf(left.charCodeAt(at)) - rankOf(right.charCodeAt(at));
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Halves of surrogate pairs stand for code points beyond all others. */
function rankOf(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
