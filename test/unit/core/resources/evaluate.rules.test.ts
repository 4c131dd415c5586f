import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Canonical } from '../../../../src/core/resources/codec.rules.ts';
import { isMatch } from '../../../../src/core/resources/evaluate.rules.ts';
import { type Filter, type Operator, readFilter } from '../../../../src/core/resources/filter.rules.ts';
import { foldKey } from '../../../../src/core/resources/fold.rules.ts';
import { resolveElementFilter, resolveFilter } from '../../../../src/core/resources/resolve-filter.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { enterprise } from './documents.ts';
import { anyGroupFilter, anyUserFilter } from './filter-cases.ts';
import {
  anyCanonicalGroup,
  anyCanonicalUser,
  type Comparable,
  comparableOfElements,
  comparableOfGroups,
  comparableOfUsers,
  groupResource,
  type Kind,
} from './filter-documents.ts';

const members: Comparable = {
  path: 'members',
  kind: 'exact',
  valuesIn: (document) => ((document['members'] ?? []) as Canonical[]).map(({ value }) => value),
};

/** The second opinion: it takes the filter as it was written, and looks nothing up as the rules do. */
function naively(filter: Filter, document: Canonical, known: readonly Comparable[]): boolean {
  switch (filter.kind) {
    case 'not':
      return !naively(filter.filter, document, known);
    case 'and':
      return !filter.filters.some((each) => !naively(each, document, known));
    case 'or':
      return filter.filters.some((each) => naively(each, document, known));
    case 'some': {
      const name = filter.path.toLowerCase();
      const elements = (document[name] ?? []) as Canonical[];
      const parts =
        name === 'members' ? [{ ...members, path: 'value', valuesIn: valueOf }] : comparableOfElements[name];
      return elements.some((element) => naively(filter.filter, element, parts ?? []));
    }
    default: {
      const found = known.find(({ path }) => path.toLowerCase() === filter.path.toLowerCase());
      if (found === undefined) return expect.fail(`there is no ${filter.path}`);
      const isPresent = (found.elementsIn ?? found.valuesIn)(document).some((value) => value !== undefined);
      if (filter.kind === 'present') return isPresent;
      if (filter.value === null || (filter.value === '' && /^(eq|ne)$/.test(filter.operator))) {
        return isPresent === (filter.operator === 'ne');
      }
      const values = found.valuesIn(document).filter((value) => value !== undefined);
      if (values.length === 0) return filter.operator === 'ne';
      return values.some((value) => compare(found.kind, { value, claimed: filter.value }, filter.operator));
    }
  }
}

const valueOf = (element: Canonical): unknown[] => [element['value']];

function compare(kind: Kind, { value, claimed }: { value: unknown; claimed: unknown }, operator: Operator): boolean {
  if (kind === 'boolean') return (String(value) === String(claimed).toLowerCase()) === (operator === 'eq');
  const isHopeless = typeof claimed === 'string' && (claimed.includes('\0') || !claimed.isWellFormed());
  if (isHopeless) return operator === 'ne';
  if (kind === 'time') return inOrder(Date.parse(String(value)) - Date.parse(String(claimed).toUpperCase()), operator);
  const [left, right] = [String(value), String(claimed)].map((text) => (kind === 'folded' ? foldKey(text) : text)) as [
    string,
    string,
  ];
  if (operator === 'co') return left.split(right).length > 1 || right === '';
  if (operator === 'sw') return left.slice(0, right.length) === right;
  if (operator === 'ew') return right === '' || left.slice(-right.length) === right;
  return inOrder(Buffer.compare(Buffer.from(left), Buffer.from(right)), operator);
}

function inOrder(difference: number, operator: Operator): boolean {
  if (difference === 0) return ['eq', 'ge', 'le'].includes(operator);
  return ['ne', ...(difference > 0 ? ['gt', 'ge'] : ['lt', 'le'])].includes(operator);
}

describe('a filter holds exactly where a plain reading of RFC 7644 §3.4.2.2 says so', () => {
  test.each([
    ['users', userResource, anyCanonicalUser, anyUserFilter, comparableOfUsers],
    [
      'groups',
      groupResource,
      anyCanonicalGroup,
      anyGroupFilter,
      [...comparableOfGroups, members, { ...members, path: 'Members.Value' }],
    ],
  ] as const)('of %s', (...[, type, anyDocument, anyFilter, known]) => {
    let held = 0;
    fc.assert(
      fc.property(anyDocument, anyFilter, (document, filter) => {
        const holds = isMatch(resolveFilter(type, filter), document);
        expect(holds).toBe(naively(filter, document, known));
        held += Number(holds);
      }),
      { numRuns: 2_000 },
    );
    expect(held).toBeGreaterThan(400);
    expect(held).toBeLessThan(1_600);
  });
});

const ada: Canonical = {
  schemas: [userResource.core.id, enterprise],
  id: 'Id-1',
  userName: 'Ada@Corp.example',
  externalId: 'E1',
  active: true,
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [
    { value: 'ada@Work', type: 'work', primary: true },
    { value: 'ada@home', type: 'home' },
  ],
  [enterprise]: { department: 'Engines', manager: { value: 'm1' } },
  roles: [{ type: 'main' }],
  groups: [{ value: 'g1', display: 'Poets', type: 'direct' }],
  meta: { resourceType: 'User', created: '2026-01-31T09:30:00.000Z', lastModified: '2026-02-01T00:00:00.000Z' },
};

const holds = (text: string): boolean => isMatch(resolveFilter(userResource, readFilter(text)), ada);

describe('SCIM 5.2.21 texts compare as the table says', () => {
  test.each([
    'userName EQ "ADA@corp.example"',
    'userName co "@CORP"',
    'userName sw "aDA"',
    'userName ew "EXAMPLE"',
    'externalId eq "E1"',
    'not (externalId eq "e1")',
    'id eq "Id-1"',
    'not (id eq "id-1")',
    'groups eq "g1" and not (groups eq "G1")',
    'groups.display eq "poets"',
    'schemas eq "URN:ietf:params:scim:schemas:core:2.0:USER"',
  ])('%s', (text) => expect(holds(text)).toBe(true));
});

describe('SCIM 5.2.22 brackets bind to one element', () => {
  test.each([
    ['emails[type eq "work" and value co "@WORK"]', true],
    ['emails[type eq "home" and value co "@work"]', false],
    ['emails.type eq "home" and emails.value co "@work"', true],
    ['emails[type eq "work"].value eq "ADA@work"', true],
    ['emails[type eq "home"].value eq "ada@work"', false],
    ['emails[not (type eq "work")]', true],
    ['not (emails[type eq "work"])', false],
    ['emails[primary eq "True"]', true],
    ['emails[primary ne true]', true],
    ['emails[primary eq false]', false],
    ['emails co "@HOME"', true],
    ['name[givenName eq "ada" and familyName pr]', true],
    ['name[nonsense pr or givenName pr]', undefined],
    ['meta[created lt "2026-02-01T00:00:00Z" and resourceType eq "User"]', true],
    ['schemas[value co "enterprise"]', true],
    [`${enterprise}[department eq "engines" and manager.value eq "M1"]`, true],
    [`${enterprise}:manager[value eq "m1"]`, true],
  ])('%s', (text, expected) => {
    if (expected === undefined) expect(() => holds(text)).toThrow('cannot be compared');
    else expect(holds(text)).toBe(expected);
  });
});

describe('what is not there', () => {
  test.each([
    ['nickName eq "x"', false],
    ['nickName ne "x"', true],
    ['nickName eq null', true],
    ['nickName eq ""', true],
    ['nickName ne null', false],
    ['nickName ne ""', false],
    ['nickName pr', false],
    ['nickName le "x"', false],
    ['nickName co ""', false],
    ['userName co ""', true],
    ['userName gt ""', true],
    ['userName ne ""', true],
    ['userName eq ""', false],
    ['emails eq null', false],
    ['roles pr', true],
    ['roles.value pr', false],
    ['roles ne "x"', true],
    ['emails ne "ada@work"', true],
    ['groups ne "g1"', false],
    ['photos ne "x"', true],
    ['photos[value ne "x"]', false],
    ['emails[display ne "x"]', true],
    ['emails.display eq null', true],
    ['addresses eq null', true],
    ['name eq null', false],
    [`${enterprise} pr`, true],
    ['userName ne "a\\u0000"', true],
    ['userName co "\\ud83d"', false],
  ])('%s is %s', (text, expected) => expect(holds(text)).toBe(expected));

  test('empty and null members count as absent, and names of objects’ own machinery lead nowhere', () => {
    const condition = resolveFilter(userResource, readFilter('title pr'));
    for (const title of ['', null, [], {}]) expect(isMatch(condition, { title })).toBe(false);
    expect(isMatch(condition, Object.create({ title: 'inherited' }) as Canonical)).toBe(false);
    expect(isMatch(condition, { title: 'x' })).toBe(true);
  });
});

describe('times compare as instants', () => {
  test.each([
    ['meta.created eq "2026-01-31T10:30:00+01:00"', true],
    ['meta.created eq "2026-01-31t09:30:00z"', true],
    ['meta.created gt "2026-01-31T10:29:59.999+01:00"', true],
    ['meta.created lt "2026-01-31T09:30:00.001Z"', true],
    ['meta.lastModified ge "2026-02-01T00:00:00Z" and meta.lastModified le "2026-02-01T00:00:00Z"', true],
    ['meta.created gt "0000-01-01T00:00:00Z"', true],
  ])('%s', (text, expected) => expect(holds(text)).toBe(expected));
});

test('texts are in the order of their code points', () => {
  const isLess = (left: string, right: string): boolean =>
    isMatch(resolveFilter(userResource, { kind: 'compare', path: 'id', operator: 'lt', value: right }), { id: left });
  expect(isLess('\uffff', '😀')).toBe(true);
  expect(isLess('😀', '\uffff')).toBe(false);
  expect(isLess('a😀', 'a\ue000')).toBe(false);
  expect(isLess('\uffff', '\u{10000}')).toBe(true);
  expect(isLess('\u{103fe}', '\u{103ff}')).toBe(true);
  expect(isLess('a', 'aa')).toBe(true);
  expect(isLess('aa', 'a')).toBe(false);
  expect(isLess('Z', 'a')).toBe(true);
});

test('what has another type than its attribute equals nothing and breaks nothing', () => {
  for (const operator of ['eq', 'ne', 'co', 'gt'] as const) {
    const condition = resolveFilter(userResource, { kind: 'compare', path: 'title', operator, value: '5' });
    expect(isMatch(condition, { title: 5 })).toBe(false);
    expect(isMatch(condition, { title: [true] })).toBe(false);
  }
  expect(isMatch(resolveFilter(userResource, readFilter('active eq true')), { active: 'x' })).toBe(false);
});

test('numbers compare as numbers', () => {
  const count = {
    name: 'count',
    type: 'integer',
    multiValued: false,
    required: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
  } as const;
  const owner = { ...count, name: 'things', type: 'complex', multiValued: true, subAttributes: [count] } as const;
  const matches = (text: string): boolean => isMatch(resolveElementFilter(owner, readFilter(text)), { count: 9 });
  expect(matches('count lt 10 and count ge 9 and count le 9 and count gt 8.5 and count eq 9 and count ne 10')).toBe(
    true,
  );
  expect(matches('count gt 10 or count eq 10 or count ne 9 or count lt 9')).toBe(false);
});
