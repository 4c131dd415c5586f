import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Filter, readFilter } from '../../../../src/core/resources/filter.rules.ts';
import { jsonpathOf } from '../../../../src/core/resources/jsonpath.rules.ts';
import { resolveFilter } from '../../../../src/core/resources/resolve-filter.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { enterprise } from './documents.ts';
import { anyUserFilter } from './filter-cases.ts';
import { groupResource } from './filter-documents.ts';
import { anyText } from './texts.ts';

const users = (text: string): string => jsonpathOf(resolveFilter(userResource, readFilter(text))).path;
const groups = (text: string): ReturnType<typeof jsonpathOf> =>
  jsonpathOf(resolveFilter(groupResource, readFilter(text)));

describe('every part is an exists, so that nothing is unknown', () => {
  test.each([
    ['title eq "A"', 'exists($."title" ? (@ == "a"))'],
    ['title ne "A"', 'exists($."title" ? (@ != "a")) || !exists($."title")'],
    ['title gt "A"', 'exists($."title" ? (@ > "a"))'],
    ['title ge "A"', 'exists($."title" ? (@ >= "a"))'],
    ['title lt "A"', 'exists($."title" ? (@ < "a"))'],
    ['title le "A"', 'exists($."title" ? (@ <= "a"))'],
    ['title sw "A.b"', 'exists($."title" ? (@ starts with "a.b"))'],
    ['title co "A.b"', String.raw`exists($."title" ? (@ like_regex "a\\.b"))`],
    ['title ew "A$"', String.raw`exists($."title" ? (@ like_regex "a\\$$"))`],
    ['title pr', 'exists($."title")'],
    ['not (title pr)', '!(exists($."title"))'],
    ['title pr and nickName pr', '(exists($."title")) && (exists($."nickName"))'],
    ['title pr or nickName pr', '(exists($."title")) || (exists($."nickName"))'],
    ['emails pr', 'exists($."emails"[*])'],
    ['emails eq "A"', 'exists($."emails"[*]."value" ? (@ == "a"))'],
    ['emails.primary eq "True"', 'exists($."emails"[*]."primary" ? (@ == true))'],
    [
      'emails[type eq "Work" and value co "X"]',
      'exists($."emails"[*] ? ((exists(@."type" ? (@ == "work"))) && (exists(@."value" ? (@ like_regex "x")))))',
    ],
    ['schemas[not (value eq "x")]', 'exists($."schemas"[*] ? (!(exists(@ ? (@ == "x")))))'],
    ['manager pr', `exists($."${enterprise}"."manager")`],
    ['manager.$ref pr', `exists($."${enterprise}"."manager"."$ref")`],
    ['meta.resourceType eq "User"', '1 == 1'],
    ['meta.resourceType eq "Group"', '1 == 0'],
  ])('%s', (text, path) => expect(users(text)).toBe(path));
});

describe('what is kept beside the document is in variables', () => {
  test.each([
    ['id eq "A"', 'exists($id ? (@ == "A"))'],
    ['active eq "True"', 'exists($active ? (@ == true))'],
    ['active pr', 'exists($active)'],
    ['meta.created gt "2026-01-31T09:30:00+01:00"', 'exists($created ? (@ > "2026-01-31T08:30:00.000Z"))'],
    ['meta.lastModified lt "2026-01-31T09:30:00Z"', 'exists($modified ? (@ < "2026-01-31T09:30:00.000Z"))'],
    ['groups eq "A"', 'exists($groups[*] ? (exists(@."value"))."value" ? (@ == "A"))'],
    ['groups pr', 'exists($groups[*] ? (exists(@."value")))'],
  ])('%s', (text, path) => expect(users(text)).toBe(path));

  test.each([
    ['groups pr', true],
    ['title pr or not (groups.display co "x")', true],
    ['groups[type eq "direct"]', true],
    ['title pr', false],
    ['emails.value eq "groups"', false],
  ])('%s: uses groups: %s', (text, usesGroups) => {
    expect(jsonpathOf(resolveFilter(userResource, readFilter(text)))).toMatchObject({ usesGroups, memberIds: [] });
  });

  test.each([
    ['members eq "A"', 'exists($members[*]."value" ? (@ == "A"))', ['A']],
    ['members pr', '$hasMembers == true', []],
    ['members eq null', '!($hasMembers == true)', []],
    [
      'members[value eq "A" or value eq "B"] and not (members eq "A") or displayName eq "C"',
      '((exists($members[*] ? ((exists(@."value" ? (@ == "A"))) || (exists(@."value" ? (@ == "B")))))) && (!(exists($members[*]."value" ? (@ == "A"))))) || (exists($."displayName" ? (@ == "c")))',
      ['A', 'B'],
    ],
  ])('%s', (text, path, memberIds) => expect(groups(text)).toEqual({ path, memberIds, usesGroups: false }));
});

/** The path with its strings emptied; what the client wrote can be nowhere else. */
function skeletonOf(path: string): string {
  return path.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
}

describe('SEC-R29 what the client wrote is a string of the path and nothing else', () => {
  test('whatever the text, the rest of the path is the same', () => {
    fc.assert(
      fc.property(anyText(20), fc.constantFrom('eq', 'co', 'sw', 'ew', 'lt'), (value, operator) => {
        const at = (text: string): Filter => ({ kind: 'compare', path: 'title', operator, value: text });
        const { path } = jsonpathOf(resolveFilter(userResource, at(value)));
        const isImpossible = value.includes('\0') || !value.isWellFormed();
        const isNothing = value === '' && operator === 'eq';
        const plain = jsonpathOf(resolveFilter(userResource, at('x'))).path;
        if (isImpossible) expect(path).toBe('1 == 0');
        else if (isNothing) expect(path).toBe('!(exists($."title"))');
        else expect(skeletonOf(path)).toBe(skeletonOf(plain));
      }),
      { numRuns: 500 },
    );
  });

  test('no path carries NUL or half of a surrogate pair, and none is unbalanced', () => {
    fc.assert(
      fc.property(anyUserFilter, (filter) => {
        const { path } = jsonpathOf(resolveFilter(userResource, filter));
        expect(path).not.toContain('\0');
        expect(path.isWellFormed()).toBe(true);
        const skeleton = skeletonOf(path);
        expect(skeleton.split('(')).toHaveLength(skeleton.split(')').length);
        expect(skeleton).toMatch(/^[\w\s()$@.?!*&|<>=[\]"-]*$/);
      }),
    );
  });

  test('every metacharacter of a regular expression is escaped', () => {
    const metacharacters = '\\^$.|?*+()[]{}';
    const { path } = jsonpathOf(
      resolveFilter(userResource, { kind: 'compare', path: 'title', operator: 'co', value: metacharacters }),
    );
    const literal = JSON.parse(path.slice(path.indexOf('like_regex ') + 11, -2)) as string;
    expect(literal).toBe(
      metacharacters
        .split('')
        .map((each) => `\\${each}`)
        .join(''),
    );
  });
});
