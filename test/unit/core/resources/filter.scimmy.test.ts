import fc from 'fast-check';
import SCIMMY from 'scimmy';
import { describe, expect, test } from 'vitest';
import type { Canonical } from '../../../../src/core/resources/codec.rules.ts';
import { isMatch } from '../../../../src/core/resources/evaluate.rules.ts';
import { type Filter, readFilter } from '../../../../src/core/resources/filter.rules.ts';
import { printFilter } from '../../../../src/core/resources/print-filter.rules.ts';
import { resolveFilter } from '../../../../src/core/resources/resolve-filter.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';

// scimmy is the second opinion where it is right: on what is present, in small letters and without quotes, with `not`
// around one comparison and few groups. docs/decisions say what it does elsewhere.

const word = fc.constantFrom('a', 'ab', 'b', 'ba', 'a b', 'a+b', 'a.b', 'work', 'home', '%', '_');
const instants = fc.constantFrom('2026-01-31T09:30:00.000Z', '2026-02-01T09:30:00.000Z', '2026-02-01T09:30:00.001Z');

const documents = fc.record({
  id: word,
  externalId: word,
  userName: word,
  title: word,
  active: fc.boolean(),
  name: fc.record({ givenName: word, familyName: word }),
  emails: fc.array(fc.record({ value: word, type: word, primary: fc.boolean() }), { minLength: 1, maxLength: 3 }),
  meta: fc.record({ created: instants }),
});
/** As JSON: scimmy fails on objects without a prototype. */
const anyDocument = documents.map((document) => JSON.parse(JSON.stringify(document)) as Canonical);

const comparisons: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    kind: fc.constant('compare' as const),
    path: fc.constantFrom('id', 'externalId', 'userName', 'title', 'name.givenName', 'name.familyName', 'TITLE'),
    operator: fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'),
    value: word,
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    path: fc.constant('active'),
    operator: fc.constantFrom('eq', 'ne'),
    value: fc.constantFrom(true, false, 'True', 'false'),
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    path: fc.constant('meta.created'),
    operator: fc.constantFrom('gt', 'ge', 'lt', 'le'),
    value: instants,
  }),
  fc.record({ kind: fc.constant('present' as const), path: fc.constantFrom('title', 'nickName', 'name.middleName') }),
);

const ofElements: fc.Arbitrary<Filter> = fc
  .tuple(
    fc.constantFrom('and' as const, 'or' as const),
    fc.tuple(
      ...['value', 'type'].map((path) =>
        fc.record({
          kind: fc.constant('compare' as const),
          path: fc.constant(path),
          operator: fc.constantFrom('eq', 'co', 'sw', 'ew'),
          value: word,
        }),
      ),
    ),
  )
  .map(([kind, filters]): Filter => ({ kind: 'some', path: 'emails', filter: { kind, filters } }));

const lists = (each: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> =>
  fc.record({
    kind: fc.constantFrom('and' as const, 'or' as const),
    filters: fc.array(each, { minLength: 2, maxLength: 3 }),
  });
const negations = comparisons.map((filter): Filter => ({ kind: 'not', filter }));

function namesIn(filter: Filter): string[] {
  if ('filters' in filter) return filter.filters.flatMap(namesIn);
  return 'path' in filter ? [filter.path.toLowerCase().replace(/\..*/, '')] : namesIn(filter.filter);
}

function isEachNamedOnce(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}

/** One group beside one comparison: beside two, scimmy takes their `and` for an `or`. */
const grouped = fc
  .tuple(fc.constantFrom('and' as const, 'or' as const), comparisons, lists(comparisons))
  .map(([kind, comparison, list]): Filter => ({ kind, filters: [comparison, list] }));

const anyFilter = fc.oneof(
  comparisons,
  negations,
  ofElements,
  lists(fc.oneof(comparisons, negations)),
  grouped.filter((filter) => isEachNamedOnce(namesIn(filter))),
  lists(ofElements).filter((filter) => filter.kind === 'or'),
);

describe('scimmy as the second opinion', () => {
  test('it finds the same where it is right', () => {
    let held = 0;
    fc.assert(
      fc.property(anyDocument, anyFilter, (document, filter) => {
        const text = printFilter(filter);
        const holds = isMatch(resolveFilter(userResource, readFilter(text)), document);
        expect({ text, holds }).toEqual({ text, holds: new SCIMMY.Types.Filter(text).match([document]).length === 1 });
        held += Number(holds);
      }),
      { numRuns: 2_000 },
    );
    expect(held).toBeGreaterThan(300);
  });
});
