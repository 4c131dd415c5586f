import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Filter, readFilter } from '../../../../src/core/resources/filter.rules.ts';
import { printFilter } from '../../../../src/core/resources/print-filter.rules.ts';
import { codeOf, faultOf, unlessFault } from './faults.ts';
import { anyFilter, filterLikeText } from './filters.ts';
import { anyText } from './texts.ts';

const eq = (path: string, value: string | number | boolean | null): Filter => ({
  kind: 'compare',
  path,
  operator: 'eq',
  value,
});
const a = eq('a', 1);
const b = eq('b', 2);
const c = eq('c', 3);

describe('the grammar of RFC 7644 §3.4.2.2', () => {
  test.each(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const)('reads %s in any case', (operator) => {
    const tree = { kind: 'compare', path: 'userName', operator, value: 'ada' };
    expect(readFilter(`userName ${operator} "ada"`)).toEqual(tree);
    expect(readFilter(`userName ${operator.toUpperCase()} "ada"`)).toEqual(tree);
  });

  test('reads pr, not, and, or in any case', () => {
    expect(readFilter('title PR')).toEqual({ kind: 'present', path: 'title' });
    expect(readFilter('NOT (title pr) AND a eq 1 Or b eq 2')).toEqual({
      kind: 'or',
      filters: [{ kind: 'and', filters: [{ kind: 'not', filter: { kind: 'present', path: 'title' } }, a] }, b],
    });
  });

  test('not binds tighter than and, and tighter than or', () => {
    expect(readFilter('a eq 1 or b eq 2 and c eq 3')).toEqual({
      kind: 'or',
      filters: [a, { kind: 'and', filters: [b, c] }],
    });
    expect(readFilter('a eq 1 and b eq 2 or c eq 3')).toEqual({
      kind: 'or',
      filters: [{ kind: 'and', filters: [a, b] }, c],
    });
    expect(readFilter('not (a eq 1) and b eq 2')).toEqual({ kind: 'and', filters: [{ kind: 'not', filter: a }, b] });
  });

  test('brackets group, also with not inside them', () => {
    expect(readFilter('(a eq 1 or b eq 2) and c eq 3')).toEqual({
      kind: 'and',
      filters: [{ kind: 'or', filters: [a, b] }, c],
    });
    expect(readFilter('(not(a eq 1))')).toEqual({ kind: 'not', filter: a });
    expect(readFilter('((( a eq 1 )))')).toEqual(a);
  });

  test('a value path binds its filter to one value', () => {
    expect(readFilter('emails[type eq "work" and not (value co "@x")]')).toEqual({
      kind: 'some',
      path: 'emails',
      filter: {
        kind: 'and',
        filters: [
          eq('type', 'work'),
          { kind: 'not', filter: { kind: 'compare', path: 'value', operator: 'co', value: '@x' } },
        ],
      },
    });
  });

  test('a path may carry the URN of its schema, dots and colons included', () => {
    const path = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value';
    expect(readFilter(`${path} eq "7"`)).toEqual(eq(path, '7'));
    expect(readFilter('manager.$ref pr')).toEqual({ kind: 'present', path: 'manager.$ref' });
    for (const dotted of ['urn:a:2.0:User.manager', 'urn:a:2.0:User.manager.value', 'URN:a:2.0:User:userName']) {
      expect(readFilter(`${dotted} pr`)).toEqual({ kind: 'present', path: dotted });
    }
  });

  test('not and brackets need no blank, and any number is one', () => {
    const tree = { kind: 'not', filter: { kind: 'or', filters: [a, b] } };
    for (const text of ['not(a eq 1 or b eq 2)', 'NOT  ( a  eq 1 or\tb eq 2 ) ', ' not (a eq 1 or (b eq 2))']) {
      expect(readFilter(text)).toEqual(tree);
    }
    expect(readFilter('a[not(b eq 2)]and(c eq 3)')).toEqual({
      kind: 'and',
      filters: [{ kind: 'some', path: 'a', filter: { kind: 'not', filter: b } }, c],
    });
  });

  test('lists are as long as they are written, and brackets inside them stay', () => {
    expect(readFilter('a eq 1 and b eq 2 and c eq 3')).toEqual({ kind: 'and', filters: [a, b, c] });
    expect(readFilter('a eq 1 and (b eq 2 and c eq 3)')).toEqual({
      kind: 'and',
      filters: [a, { kind: 'and', filters: [b, c] }],
    });
  });

  test.each([
    ['"a\\"b\\\\c\\/d"', 'a"b\\c/d'],
    ['"\\u00e9\\n\\t\\b\\f\\r"', 'é\n\t\b\f\r'],
    ['"(not) [a] and or"', '(not) [a] and or'],
    ['"zoë+李 😀"', 'zoë+李 😀'],
    ['""', ''],
    ['true', true],
    ['FALSE', false],
    ['TRUE', true],
    ['null', null],
    ['NULL', null],
    ['"null"', 'null'],
    ['"true"', 'true'],
    ['-1.5e3', -1500],
    ['1E+2', 100],
    ['-0.5', -0.5],
    ['"\\ud83d\\ude00"', '😀'],
    ['"\\ud800"', '\ud800'],
    ['"\\u0000"', '\0'],
    ['0', 0],
  ])('reads the value %s as JSON does', (text, value) => {
    expect(readFilter(`x eq ${text}`)).toEqual(eq('x', value));
  });

  test.each([
    '',
    '   ',
    'userName',
    'userName eq',
    'userName is "ada"',
    'userName eq "a" "b"',
    'userName eq "a" and',
    'and userName eq "a"',
    'not userName eq "a"',
    'not (userName eq "a"',
    'userName eq "a")',
    '()',
    '(userName pr]',
    'emails[type eq "work"',
    'emails[]',
    'emails[type eq "work"].value',
    'emails[type eq "work"].value[type eq "x"]',
    'emails[type eq "work"].value.more eq "x"',
    'emails[type eq "work"]value eq "x"',
    'emails[type eq "work"] eq "x"',
    'urn:a:b.c.d.e eq 1',
    'urn:a: eq 1',
    'urn: eq 1',
    '"userName" eq "a"',
    'user.name.first eq "a"',
    '.value eq "a"',
    'a b c d',
    'x eq 01',
    'x eq .5',
    'x eq +1',
    'x eq 1e999',
    'x eq 0x10',
    'x eq Infinity',
    'x eq and',
    'x eq OR',
    'x eq not',
    'x eq a,b',
    'x eq a:b',
    'x eq a/b',
    'x eq zoë',
    'x eq ada lovelace',
    'x eq a;--',
    "x eq 'ada'",
    'x eq "a\nb"',
    'x eq "\\x"',
    'x eq "\\u12"',
  ])('refuses %j', (text) => {
    const { code, message, field } = faultOf(() => readFilter(text));
    expect({ code, field }).toEqual({ code: 'invalid_filter', field: 'filter' });
    expect(message).toContain('userName eq "ada@example.com"');
  });
});

describe('what clients write that the grammar does not have', () => {
  test.each([
    'akadmin',
    'jyoung',
    'ada@corp.example',
    'a.b-c_d+e',
    '2819c223-7f76-453a-919d-413861904646',
    'andrew',
    '-',
  ])('A2 the value %s without quotes is a text', (word) => {
    expect(readFilter(`userName eq ${word}`)).toEqual(eq('userName', word));
    expect(readFilter(`(userName eq ${word})and a eq 1`)).toEqual({ kind: 'and', filters: [eq('userName', word), a] });
  });

  test('a bare value ends where the grammar goes on', () => {
    expect(readFilter('userName eq ada or a eq 1')).toEqual({ kind: 'or', filters: [eq('userName', 'ada'), a] });
    expect(readFilter('emails[type eq work]')).toEqual({ kind: 'some', path: 'emails', filter: eq('type', 'work') });
  });

  const some = (...filters: Filter[]): Filter => ({ kind: 'some', path: 'emails', filter: { kind: 'and', filters } });
  const work = eq('type', 'work');
  const present: Filter = { kind: 'present', path: 'value' };
  const sw: Filter = { kind: 'compare', path: 'value', operator: 'sw', value: 'x' };
  const greater: Filter = { kind: 'compare', path: 'value', operator: 'gt', value: null };

  // Microsoft's way to look people up, which RFC 7644 has for PATCH only.
  test.each<[string, Filter]>([
    ['emails[type eq "work"].value eq "x"', some(work, eq('value', 'x'))],
    ['emails[type eq "work"].value sw "x"', some(work, sw)],
    ['emails[type eq "work"].value PR', some(work, present)],
    ['emails[type eq "work"].value ne "x"', { kind: 'not', filter: some(work, eq('value', 'x')) }],
    ['emails[type eq "work"].value eq null', { kind: 'not', filter: some(work, present) }],
    ['emails[type eq "work"].value eq ""', { kind: 'not', filter: some(work, present) }],
    ['emails[type eq "work"].value ne null', some(work, present)],
    ['emails[type eq "work"].value ne ""', some(work, present)],
    ['emails[type eq "work"].value gt null', some(work, greater)],
    ['emails[type eq "work" and a eq 1].value eq "x"', some(work, a, eq('value', 'x'))],
    ['emails[a eq 1 or b eq 2].value eq "x"', some({ kind: 'or', filters: [a, b] }, eq('value', 'x'))],
  ])('%s', (text, tree) => {
    expect(readFilter(text)).toEqual(tree);
    expect(readFilter(`(${text}) and c eq 3`)).toEqual({ kind: 'and', filters: [tree, c] });
  });

  test('a sub-attribute behind brackets counts as a term', () => {
    const text = (terms: number): string =>
      `emails[${Array.from({ length: terms }, () => 'a pr').join(' or ')}].value pr`;
    expect(readFilter(text(48)).kind).toBe('some');
    expect(codeOf(() => readFilter(text(49)))).toBe('invalid_filter');
  });
});

describe('SEC-R29 the caps', () => {
  const nested = (levels: number): string => `${'('.repeat(levels)}a pr${')'.repeat(levels)}`;
  const listed = (terms: number): string => Array.from({ length: terms }, () => 'a pr').join(' or ');

  test('2 KB are read and one character more is not', () => {
    const fill = (length: number): string => `a eq "${'x'.repeat(length - 7)}"`;
    expect(fill(2_048)).toHaveLength(2_048);
    expect(readFilter(fill(2_048)).kind).toBe('compare');
    expect(codeOf(() => readFilter(fill(2_049)))).toBe('invalid_filter');
  });

  test('10 levels of brackets are read and 11 are not, of whatever kind', () => {
    expect(readFilter(nested(10))).toEqual({ kind: 'present', path: 'a' });
    expect(codeOf(() => readFilter(nested(11)))).toBe('invalid_filter');
    expect(codeOf(() => readFilter(`${'not ('.repeat(11)}a pr${')'.repeat(11)}`))).toBe('invalid_filter');
    expect(codeOf(() => readFilter(`${'a['.repeat(11)}a pr${']'.repeat(11)}`))).toBe('invalid_filter');
  });

  test('50 terms are read and 51 are not', () => {
    expect(readFilter(listed(50))).toMatchObject({ kind: 'or' });
    expect(faultOf(() => readFilter(listed(51))).message).toContain('50 terms');
  });
});

describe('SEC-R29 hostile filters', () => {
  test.each([
    ['20,000 opening brackets', '('.repeat(20_000)],
    ['1,000 opening brackets', '('.repeat(1_000)],
    ['400 nots', 'not ('.repeat(400)],
    ['1 MB', `userName eq "${'x'.repeat(1_048_576)}"`],
    ['5,000 terms', Array.from({ length: 5_000 }, () => 'a pr').join(' and ')],
    ['200 terms in 2 KB', Array.from({ length: 200 }, () => 'a pr').join(' or ')],
    ['an unterminated quote', 'userName eq "ada'],
    ['a quote that an escape leaves open', 'userName eq "ada\\"'],
    ['SQL behind the value', `userName eq "a" or 1=1 --`],
    ['SQL instead of a value', `userName eq a' or '1'='1`],
    ['a semicolon', 'userName pr; drop table users'],
    ['JavaScript as a path', '__proto__ eq "x"'],
  ])('%s is refused as invalid_filter', (_name, text) => {
    const { code, message } = faultOf(() => readFilter(text));
    expect(code).toBe('invalid_filter');
    expect(message.length).toBeLessThan(300);
  });

  test.each([`%`, `_`, `a' or '1'='1`, `'; drop table users; --`, `\\`, `*`, `$1`, `{{x}}`, `\u0000`])(
    'the metacharacters %j stay a literal',
    (value) => {
      expect(readFilter(`userName sw ${JSON.stringify(value)}`)).toEqual({
        kind: 'compare',
        path: 'userName',
        operator: 'sw',
        value,
      });
    },
  );

  test('SEC-R29 any text gives a tree or a ResourceFault', () => {
    const text = fc.oneof(filterLikeText, anyText(80), fc.string({ maxLength: 3_000 }));
    fc.assert(
      fc.property(text, (claimed) => {
        const tree = unlessFault(() => readFilter(claimed));
        if (tree !== undefined) expect(readFilter(printFilter(tree))).toEqual(tree);
      }),
      { numRuns: 1_000 },
    );
  });
});

test('a tree that is printed and read back is the same tree', () => {
  fc.assert(
    fc.property(anyFilter, (tree) => {
      expect(readFilter(printFilter(tree))).toEqual(tree);
    }),
    { numRuns: 500 },
  );
});
