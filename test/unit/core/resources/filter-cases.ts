import fc from 'fast-check';
import type { Filter, Operator } from '../../../../src/core/resources/filter.rules.ts';
import { recased } from './documents.ts';
import {
  awkwardText,
  type Comparable,
  certificates,
  comparableOfElements,
  comparableOfGroups,
  comparableOfUsers,
  type Kind,
  memberIds,
  times,
} from './filter-documents.ts';

const ordered: readonly Operator[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];

const compared: Record<Kind, { operators: readonly Operator[]; values: fc.Arbitrary<string | boolean> }> = {
  folded: {
    operators: [...ordered, 'co', 'sw', 'ew'],
    values: fc.oneof(awkwardText, fc.constantFrom('', '\0', '\ud800', 'a\0')),
  },
  exact: { operators: [...ordered, 'co', 'sw', 'ew'], values: awkwardText },
  binary: { operators: ['eq', 'ne'], values: fc.constantFrom(...certificates) },
  boolean: { operators: ['eq', 'ne'], values: fc.constantFrom(true, false, 'True', 'FALSE') },
  time: { operators: ordered, values: fc.constantFrom(...times) },
};

function leaf({ path, kind }: Comparable): fc.Arbitrary<Filter> {
  const { operators, values } = compared[kind];
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('compare' as const),
        path: recased(path),
        operator: fc.constantFrom(...operators),
        value: values,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('compare' as const),
        path: recased(path),
        operator: fc.constantFrom('eq' as const, 'ne' as const),
        value: fc.constant(null),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('present' as const), path: recased(path) }) },
  );
}

/** Any tree over some leaves. */
function tree(leaves: fc.Arbitrary<Filter>, maxDepth: number): fc.Arbitrary<Filter> {
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth, depthSize: 'small', withCrossShrink: true },
      leaves,
      fc.record({ kind: fc.constant('not' as const), filter: tie('filter') }),
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        filters: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
      }),
    ),
  })).filter;
}

function anyOf(comparable: readonly Comparable[]): fc.Arbitrary<Filter> {
  return fc.constantFrom(...comparable).chain(leaf);
}

const brackets = fc.constantFrom(...Object.keys(comparableOfElements)).chain((path) =>
  fc.record({
    kind: fc.constant('some' as const),
    path: recased(path),
    filter: tree(anyOf(comparableOfElements[path] ?? []), 2),
  }),
);

/** A filter on users that can be resolved. */
export const anyUserFilter: fc.Arbitrary<Filter> = tree(
  fc.oneof({ weight: 4, arbitrary: anyOf(comparableOfUsers) }, { weight: 2, arbitrary: brackets }),
  3,
).filter((filter) => searchesIn(filter) <= 20);

function searchesIn(filter: Filter): number {
  if ('filters' in filter) return filter.filters.reduce((sum, each) => sum + searchesIn(each), 0);
  if ('filter' in filter) return searchesIn(filter.filter);
  return filter.kind === 'compare' && (filter.operator === 'co' || filter.operator === 'ew') ? 1 : 0;
}

const memberId = fc.constantFrom(...memberIds, 'nobody', 'M1', '\0');
const isMember = (path: string): fc.Arbitrary<Filter> =>
  memberId.map((value) => ({ kind: 'compare', path, operator: 'eq', value }));
const members: fc.Arbitrary<Filter> = fc.oneof(
  fc.constantFrom('members', 'Members.Value').chain(isMember),
  fc.constant<Filter>({ kind: 'present', path: 'members' }),
  fc
    .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(isMember('value'), { minLength: 2, maxLength: 3 }))
    .map(([kind, filters]): Filter => ({ kind: 'some', path: 'members', filter: { kind, filters } })),
);

/** A filter on groups that can be resolved. */
export const anyGroupFilter: fc.Arbitrary<Filter> = tree(
  fc.oneof({ weight: 1, arbitrary: anyOf(comparableOfGroups) }, { weight: 2, arbitrary: members }),
  3,
);
