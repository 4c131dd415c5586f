import fc from 'fast-check';
import type { Filter, Operator } from '../../../../src/core/resources/filter.rules.ts';
import { printFilter } from '../../../../src/core/resources/print-filter.rules.ts';
import { anyText } from './texts.ts';

const operators: readonly Operator[] = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'];

const paths = fc.constantFrom(
  'userName',
  'USERNAME',
  'name.givenName',
  'x-y_1',
  'manager.$ref',
  'and',
  'or',
  'pr',
  'urn:ietf:params:scim:schemas:core:2.0:User:userName',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value',
);

/** JSON has one zero. */
const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number));

const values = fc.oneof(anyText(12), numbers, fc.boolean(), fc.constant(null));

/** Any tree that is within the caps. */
export const anyFilter: fc.Arbitrary<Filter> = fc
  .letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 5, depthSize: 'small', withCrossShrink: true },
      fc.record({
        kind: fc.constant('compare' as const),
        path: paths,
        operator: fc.constantFrom(...operators),
        value: values,
      }),
      fc.record({ kind: fc.constant('present' as const), path: paths }),
      fc.record({ kind: fc.constant('some' as const), path: paths, filter: tie('filter') }),
      fc.record({ kind: fc.constant('not' as const), filter: tie('filter') }),
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        filters: fc.array(tie('filter'), { minLength: 2, maxLength: 4 }),
      }),
    ),
  }))
  .filter.filter((filter) => printFilter(filter).length <= 2_048 && termsOf(filter) <= 50);

function termsOf(filter: Filter): number {
  if ('filters' in filter) return filter.filters.reduce((sum, each) => sum + termsOf(each), 0);
  if (filter.kind === 'not') return termsOf(filter.filter);
  return filter.kind === 'some' ? 1 + termsOf(filter.filter) : 1;
}

/** Text made of what filters are made of: near misses that plain random text never finds. */
export const filterLikeText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'userName',
        'emails',
        'eq',
        'PR',
        'not',
        'and',
        'Or',
        '(',
        ')',
        '[',
        ']',
        '"',
        '"a"',
        '\\"',
        '.value',
      ),
      fc.constantFrom(
        'null',
        'True',
        '-1.5e3',
        '01',
        '1e999',
        '\u0000',
        '\ud800',
        '\u00a0',
        '%',
        "'",
        ';--',
        'urn:a:b:c.d',
      ),
    ),
    { maxLength: 40 },
  )
  .chain((words) => fc.constantFrom(words.join(' '), words.join('')));
