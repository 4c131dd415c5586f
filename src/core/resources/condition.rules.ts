import type { Attribute } from './attributes.rules.ts';
import type { Operator } from './filter.rules.ts';

/** One step from a JSON object to a member of it. */
export type Step = { readonly name: string; readonly multiValued: boolean };

/** One comparison. `ne` also holds where there is no value; any other operator holds when one of the values meets it. */
export type Comparison = {
  readonly kind: 'compare';
  readonly path: readonly Step[];
  readonly attribute: Attribute;
  readonly operator: Operator;
  readonly value: string | number | boolean;
};

/**
 * A filter that was resolved against a resource type: paths are canonical steps from the object that it is evaluated
 * on, and values have the type of their attribute. Texts that compare without case are folded; times are ISO 8601 in
 * UTC with milliseconds.
 */
export type Condition =
  | Comparison
  | { readonly kind: 'present'; readonly path: readonly Step[] }
  /** Some element of the attribute at `path` meets `condition`, whose paths start at the element. */
  | { readonly kind: 'some'; readonly path: readonly Step[]; readonly condition: Condition }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'constant'; readonly value: boolean };

/** A condition that holds everywhere or nowhere. */
export function constant(value: boolean): Condition {
  return { kind: 'constant', value };
}

/** The opposite of a condition. */
export function negated(condition: Condition): Condition {
  if (condition.kind === 'constant') return constant(!condition.value);
  return condition.kind === 'not' ? condition.condition : { kind: 'not', condition };
}

/** Several conditions as one, without constants inside and without an `and` in an `and`. */
export function joined(kind: 'and' | 'or', conditions: readonly Condition[]): Condition {
  const decides = kind === 'or';
  const flat = conditions.flatMap((each) => (each.kind === kind ? each.conditions : [each]));
  if (flat.some((each) => each.kind === 'constant' && each.value === decides)) return constant(decides);
  const open = flat.filter((each) => each.kind !== 'constant');
  if (open.length === 0) return constant(!decides);
  return open.length === 1 && open[0] !== undefined ? open[0] : { kind, conditions: open };
}

/** Some element meets the condition. One plain comparison of an element is the same as that of all values at once. */
export function someOf(path: readonly Step[], condition: Condition): Condition {
  if (condition.kind === 'constant') return condition.value ? { kind: 'present', path } : condition;
  if (condition.kind === 'present' || (condition.kind === 'compare' && condition.operator !== 'ne')) {
    return { ...condition, path: [...path, ...condition.path] };
  }
  return { kind: 'some', path, condition };
}

/** A part of a condition that looks at a value. */
export type Leaf = Exclude<Condition, { kind: 'not' | 'and' | 'or' | 'constant' }>;

/** What a condition consists of; not what its `some` consist of. */
export function leavesOf(condition: Condition): Leaf[] {
  switch (condition.kind) {
    case 'constant':
      return [];
    case 'not':
      return leavesOf(condition.condition);
    case 'and':
    case 'or':
      return condition.conditions.flatMap(leavesOf);
    default:
      return [condition];
  }
}

/** Every comparison in a condition, those of elements included. */
export function comparisonsOf(condition: Condition): Comparison[] {
  return leavesOf(condition).flatMap((leaf) => {
    if (leaf.kind === 'some') return comparisonsOf(leaf.condition);
    return leaf.kind === 'compare' ? [leaf] : [];
  });
}
