import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attribute, ResourceType } from '../../../../src/core/resources/attributes.rules.ts';
import type { Condition } from '../../../../src/core/resources/condition.rules.ts';
import { type Filter, readFilter } from '../../../../src/core/resources/filter.rules.ts';
import {
  resolveElementFilter,
  resolveFilter,
  resolveRootFilter,
} from '../../../../src/core/resources/resolve-filter.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { core, enterprise } from './documents.ts';
import { codeOf, faultOf, unlessFault } from './faults.ts';
import { groupResource } from './filter-documents.ts';
import { anyFilter, filterLikeText } from './filters.ts';

const users = (text: string): Condition => resolveFilter(userResource, readFilter(text));
const groups = (text: string): Condition => resolveFilter(groupResource, readFilter(text));

/** A condition as one reads it: paths joined, attributes left out. */
function shown(condition: Condition): unknown {
  switch (condition.kind) {
    case 'constant':
      return condition.value;
    case 'not':
      return { not: shown(condition.condition) };
    case 'and':
    case 'or':
      return { [condition.kind]: condition.conditions.map(shown) };
    default: {
      const path = condition.path.map(({ name, multiValued }) => (multiValued ? `${name}[]` : name)).join('/');
      if (condition.kind === 'present') return `${path} pr`;
      if (condition.kind === 'some') return { [path]: shown(condition.condition) };
      return `${path} ${condition.operator} ${JSON.stringify(condition.value)}`;
    }
  }
}

describe('SCIM 5.1.1 5.2.36 paths lead to the attribute in any case, with and without URN', () => {
  test.each([
    ['USERNAME eq "A"', 'userName eq "a"'],
    [`${core}:userName eq "A"`, 'userName eq "a"'],
    [`${core.toUpperCase()}:USERNAME eq "A"`, 'userName eq "a"'],
    [`${core}.userName eq "A"`, 'userName eq "a"'],
    [`${core}:name.givenName eq "A"`, 'name/givenName eq "a"'],
    [`${core}:id eq "A"`, 'id eq "A"'],
    [`${core}:meta.created pr`, true],
    ['externalID eq "A"', 'externalId eq "A"'],
    ['emails eq "A"', 'emails[]/value eq "a"'],
    ['Emails.Value eq "A"', 'emails[]/value eq "a"'],
    ['emails pr', 'emails[] pr'],
    ['addresses.region pr', 'addresses[]/region pr'],
    ['groups eq "A"', 'groups[]/value eq "A"'],
    ['schemas eq "urn:A"', 'schemas[] eq "urn:a"'],
    ['schemas[VALUE eq "urn:A"]', 'schemas[] eq "urn:a"'],
    [`${enterprise}:department eq "A"`, `${enterprise}/department eq "a"`],
    [`${enterprise}:manager eq "A"`, `${enterprise}/manager/value eq "a"`],
    [`${enterprise}:manager.value eq "A"`, `${enterprise}/manager/value eq "a"`],
    [`${enterprise}.manager eq "A"`, `${enterprise}/manager/value eq "a"`],
    [`${enterprise}.manager.value eq "A"`, `${enterprise}/manager/value eq "a"`],
    [`${enterprise.toLowerCase()}:Manager.$REF pr`, `${enterprise}/manager/$ref pr`],
    ['manager eq "A"', `${enterprise}/manager/value eq "a"`],
    ['manager.value eq "A"', `${enterprise}/manager/value eq "a"`],
    ['employeeNumber eq "A"', `${enterprise}/employeeNumber eq "a"`],
    [`${enterprise} pr`, `${enterprise} pr`],
    [
      `${enterprise}[department pr and manager.value pr]`,
      { [enterprise]: { and: ['department pr', 'manager/value pr'] } },
    ],
  ])('%s', (text, condition) => expect(shown(users(text))).toEqual(condition));
});

describe('brackets', () => {
  test.each([
    ['emails[type eq "work" and value co "X"]', { 'emails[]': { and: ['type eq "work"', 'value co "x"'] } }],
    ['emails[value eq "X"]', 'emails[]/value eq "x"'],
    ['emails[type pr]', 'emails[]/type pr'],
    ['emails[value ne "X"]', { 'emails[]': 'value ne "x"' }],
    ['emails[type eq null]', { 'emails[]': { not: 'type pr' } }],
    ['emails[value ne "\\u0000"]', 'emails[] pr'],
    ['emails[value eq "\\u0000"]', false],
    ['name[givenName eq "A"]', 'name/givenName eq "a"'],
    ['meta[created pr or lastModified gt "2026-01-01T00:00:00Z"]', true],
    ['meta[not (lastModified gt "2026-01-01T00:00:00Z")]', { not: 'meta/lastModified gt "2026-01-01T00:00:00.000Z"' }],
    [
      `${enterprise}[manager[value eq "A" or $ref pr]]`,
      {
        [enterprise]: { manager: { or: ['value eq "a"', '$ref pr'] } },
      },
    ],
  ])('%s', (text, condition) => expect(shown(users(text))).toEqual(condition));
});

describe('what is always or never true is so at once', () => {
  test.each([
    ['userName eq "a\\u0000"', false],
    ['userName co "\\ud800"', false],
    ['userName ge "\\udc00a"', false],
    ['userName ne "\\udc00"', true],
    ['id eq "\\u0000"', false],
    ['meta.resourceType eq "User"', true],
    ['meta.resourceType eq "user"', false],
    ['meta.resourceType eq "Group"', false],
    ['meta.resourceType ne "Group"', true],
    ['meta.resourceType sw "U" and title pr', 'title pr'],
    ['meta.resourceType eq "Group" or title pr', 'title pr'],
    ['meta.resourceType eq "Group" and title pr', false],
    ['meta.resourceType eq "User" or title pr', true],
    ['not (meta.resourceType eq "User")', false],
    ['meta pr and meta.created pr', true],
    ['meta.created eq null', false],
    ['not (not (title pr))', 'title pr'],
    [
      'title pr and (nickName pr and (locale pr and userType pr))',
      {
        and: ['title pr', 'nickName pr', 'locale pr', 'userType pr'],
      },
    ],
    [
      'title pr and (nickName pr or (locale pr or userType pr))',
      {
        and: ['title pr', { or: ['nickName pr', 'locale pr', 'userType pr'] }],
      },
    ],
    ['title eq ""', { not: 'title pr' }],
    ['title ne null', 'title pr'],
    ['name eq null', { not: 'name pr' }],
    ['emails ne ""', 'emails[] pr'],
  ])('%s', (text, condition) => expect(shown(users(text))).toEqual(condition));
});

describe('values have the type of their attribute', () => {
  test.each([
    ['active eq true', 'active eq true'],
    ['active eq "True"', 'active eq true'],
    ['active ne "FALSE"', 'active ne false'],
    ['roles[primary eq "True"]', 'roles[]/primary eq true'],
    ['userName eq "ΣΑΣ"', 'userName eq "σασ"'],
    ['externalId eq "Ａ"', 'externalId eq "Ａ"'],
    ['userName eq "Ａ"', 'userName eq "a"'],
    ['x509Certificates eq "AAAA"', 'x509Certificates[]/value eq "AAAA"'],
    ['meta.created eq "2026-01-31T09:30:00+02:00"', 'meta/created eq "2026-01-31T07:30:00.000Z"'],
    ['meta.created lt "2026-01-31T09:30:00.123456Z"', 'meta/created lt "2026-01-31T09:30:00.123Z"'],
  ])('%s', (text, condition) => expect(shown(users(text))).toEqual(condition));
});

describe('SCIM 5.2.23 what cannot be compared is refused with a reason', () => {
  test.each([
    ['foo eq "x"', '"foo" is not an attribute of User'],
    ['constructor pr', '"constructor" is not an attribute of User'],
    ['members pr', '"members" is not an attribute of User'],
    ['urn:example:2.0:Thing:colour eq "x"', 'is not an attribute of User'],
    ['urn:ietf:params:scim:schemas:core:2.0:Group:displayName eq "x"', 'is not an attribute of User'],
    [`${core} pr`, 'is not an attribute of User'],
    [`${core}:employeeNumber pr`, 'is not an attribute of User'],
    [`${enterprise}:foo pr`, 'can be compared by employeeNumber, costCenter'],
    [`${enterprise}:userName pr`, 'can be compared by'],
    ['emails.foo eq "x"', 'emails can be compared by value, display, type, primary'],
    ['emails[foo eq "x"]', 'emails can be compared by value, display, type, primary'],
    ['emails[emails.type eq "x"]', 'emails can be compared by'],
    ['userName.value eq "x"', 'userName has no sub-attributes'],
    ['userName[value eq "x"]', 'has one plain value'],
    ['meta.location pr', 'meta can be compared by resourceType, created, lastModified'],
    ['meta.version eq "x"', 'meta can be compared by'],
    ['meta[version eq "x"]', 'meta can be compared by'],
    ['meta eq "x"', 'meta is complex'],
    ['groups.$ref pr', 'groups can be compared by value, display, type'],
    ['groups[$ref pr]', 'groups can be compared by value, display, type'],
    ['password pr', 'Passwords'],
    ['password eq null', 'Passwords'],
    [`${core}:PassWord eq "x"`, 'Passwords'],
    ['name eq "x"', 'Compare one of its sub-attributes: formatted, familyName'],
    ['addresses co "x"', 'addresses is complex'],
    [`${enterprise} eq "x"`, 'is complex'],
    ['userName eq 1', 'must be compared with a quoted string, not "1"'],
    ['userName eq true', 'must be compared with a quoted string'],
    ['emails eq 1', 'emails must be compared with a quoted string'],
    ['active eq "yes"', 'must be compared with true or false, not "yes"'],
    ['active eq 1', 'must be compared with true or false'],
    ['active gt true', 'active cannot be compared with gt. Use eq, ne or pr'],
    ['active co "true"', 'cannot be compared with co'],
    ['x509Certificates.value sw "A"', 'cannot be compared with sw'],
    ['x509Certificates.value lt "A"', 'cannot be compared with lt'],
    ['meta.created co "2026"', 'cannot be compared with co'],
    ['meta.created eq "2026"', 'a date and time such as "2026-01-31T09:30:00Z"'],
    ['meta.created eq "2026-01-31T09:30:00"', 'a date and time such as'],
    ['meta.created eq "2026-13-31T09:30:00Z"', 'a date and time such as'],
    ['meta.created eq 2026', 'a date and time such as'],
    ['meta.created gt "9999-12-31T23:59:59-01:00"', 'a date and time such as'],
    ['meta.created gt "0000-01-01T00:00:00+01:00"', 'a date and time such as'],
    ['title gt null', 'title can be compared with null by eq and ne only'],
    ['title co null', 'by eq and ne only'],
    ['active eq true and foo pr', '"foo" is not an attribute'],
    ['active eq true or not (foo pr)', '"foo" is not an attribute'],
  ])('%s', (text, detail) => {
    const { code, message, field } = faultOf(() => users(text));
    expect({ code, field }).toEqual({ code: 'invalid_filter', field: 'filter' });
    expect(message).toContain(detail);
  });

  test('an odd name is shown quoted and cut short', () => {
    const filter: Filter = { kind: 'present', path: `"\n${'x'.repeat(500)}` };
    expect(faultOf(() => resolveFilter(userResource, filter)).message.length).toBeLessThan(200);
  });
});

describe('members of groups', () => {
  test.each([
    ['members eq "A"', 'members[]/value eq "A"'],
    ['Members.Value eq "A"', 'members[]/value eq "A"'],
    ['members[value eq "A"]', 'members[]/value eq "A"'],
    ['members[value eq "A" or value eq "B"]', { 'members[]': { or: ['value eq "A"', 'value eq "B"'] } }],
    ['members eq "A" and members eq "B"', { and: ['members[]/value eq "A"', 'members[]/value eq "B"'] }],
    ['not (members eq "A")', { not: 'members[]/value eq "A"' }],
    ['members pr', 'members[] pr'],
    ['members.value pr', 'members[] pr'],
    ['members eq null', { not: 'members[] pr' }],
    ['members eq ""', { not: 'members[] pr' }],
    ['members ne null', 'members[] pr'],
    ['members eq "\\u0000"', false],
    ['members[value eq "\\u0000" or value eq "A"]', 'members[]/value eq "A"'],
    ['urn:ietf:params:scim:schemas:core:2.0:Group:members eq "A"', 'members[]/value eq "A"'],
    ['meta.resourceType eq "Group"', true],
    ['displayName eq "A"', 'displayName eq "a"'],
  ])('%s', (text, condition) => expect(shown(groups(text))).toEqual(condition));

  test.each([
    'members ne "A"',
    'members co "A"',
    'members sw "A"',
    'members gt "A"',
    'members[value ne "A"]',
    'members[value sw "A"]',
    'members[not (value eq "A")]',
    'members[value pr and value eq "A"]',
    'members[value eq null and value eq "A"]',
    'not (members ne "A")',
  ])('%s is refused, and what is supported is said', (text) => {
    const { code, message } = faultOf(() => groups(text));
    expect(code).toBe('invalid_filter');
    expect(message).toContain('members eq "id", members[value eq "id"] and members pr');
  });

  test.each(['members.type eq "User"', 'members[type eq "User"]', 'members.$ref pr', 'members.display pr'])(
    '%s',
    (text) => {
      expect(faultOf(() => groups(text)).message).toContain('members can be compared by value');
    },
  );

  test('in a PATCH path members are elements like any other', () => {
    const members = groupResource.attributes.get('members') ?? expect.fail('there are no members');
    const filter = readFilter('type ne "User" and not (value sw "A") and $ref pr');
    expect(shown(resolveElementFilter(members, filter))).toEqual({
      and: ['type ne "user"', { not: 'value sw "A"' }, '$ref pr'],
    });
  });
});

describe('SCIM 5.2.25 over several types', () => {
  const root = (text: string): unknown[] =>
    resolveRootFilter([userResource, groupResource], readFilter(text)).map(shown);

  test.each([
    ['userName eq "A"', ['userName eq "a"', false]],
    ['userName ne "A"', ['userName ne "a"', true]],
    ['userName pr', ['userName pr', false]],
    ['userName eq null', [{ not: 'userName pr' }, true]],
    ['userName ne null', ['userName pr', false]],
    ['not (userName eq "A")', [{ not: 'userName eq "a"' }, true]],
    ['displayName eq "A"', ['displayName eq "a"', 'displayName eq "a"']],
    ['members eq "A"', [false, 'members[]/value eq "A"']],
    ['emails[type eq "A"]', ['emails[]/type eq "a"', false]],
    ['manager eq "A" or members eq "B"', [`${enterprise}/manager/value eq "a"`, 'members[]/value eq "B"']],
    ['urn:ietf:params:scim:schemas:core:2.0:Group:displayName eq "A"', [false, 'displayName eq "a"']],
    ['meta.resourceType eq "Group"', [false, true]],
    ['meta.resourceType eq "User" and userName eq "A"', ['userName eq "a"', false]],
  ])('%s', (text, conditions) => expect(root(text)).toEqual(conditions));

  test.each([
    ['foo eq "x"', '"foo" is not an attribute of User or Group'],
    ['foo ne "x"', '"foo" is not an attribute of User or Group'],
    ['userName eq "x" or not (foo pr)', '"foo" is not an attribute of User or Group'],
    ['emails[foo pr]', 'emails can be compared by'],
    ['members.type pr', 'members can be compared by value'],
    ['userName eq 1', 'quoted string'],
    ['password pr', 'Passwords'],
  ])('%s is refused', (text, detail) => {
    const { code, message } = faultOf(() => root(text));
    expect(code).toBe('invalid_filter');
    expect(message).toContain(detail);
  });

  test('one type alone takes what is unknown for absent only when it is told to', () => {
    const filter = readFilter('userName ne "A"');
    expect(shown(resolveFilter(groupResource, filter, { unknownIs: 'absent' }))).toBe(true);
    expect(codeOf(() => resolveFilter(groupResource, filter, { unknownIs: 'fault' }))).toBe('invalid_filter');
  });
});

describe('SEC-R29 searches inside of texts are few and short', () => {
  const listed = (operator: string, count: number): string =>
    Array.from({ length: count }, () => `title ${operator} "a"`).join(' or ');

  test('20 of them are taken and 21 are not, in brackets too', () => {
    for (const operator of ['co', 'ew']) {
      expect(users(listed(operator, 20)).kind).toBe('or');
      expect(faultOf(() => users(listed(operator, 21))).message).toContain('more than 20');
    }
    const text = `${listed('co', 10)} or not (emails[${Array.from({ length: 11 }, () => 'value ew "a"').join(' and ')}])`;
    expect(codeOf(() => users(text))).toBe('invalid_filter');
    expect(users(listed('sw', 40)).kind).toBe('or');
  });

  test('256 characters are taken and 257 are not, as they are when folded', () => {
    const of = (operator: string, text: string): Condition => users(`title ${operator} "${text}"`);
    for (const operator of ['co', 'ew']) {
      expect(of(operator, 'x'.repeat(256)).kind).toBe('compare');
      expect(faultOf(() => of(operator, 'x'.repeat(257))).message).toContain('at most 256 characters');
      expect(codeOf(() => of(operator, 'ﷺ'.repeat(15)))).toBe('invalid_filter');
    }
    expect(of('sw', 'x'.repeat(2_000)).kind).toBe('compare');
    expect(of('eq', 'ﷺ'.repeat(1_000)).kind).toBe('compare');
  });
});

describe('SEC-R29 any filter gives a condition or a ResourceFault invalid_filter', () => {
  const strictly = (type: ResourceType, filter: Filter): void => {
    try {
      resolveFilter(type, filter);
    } catch (error) {
      expect(error).toMatchObject({ name: 'ResourceFault', code: 'invalid_filter', field: 'filter' });
    }
  };

  test('from trees', () => {
    fc.assert(
      fc.property(anyFilter, fc.constantFrom(userResource, groupResource), (filter, type) => strictly(type, filter)),
      { numRuns: 500 },
    );
  });

  test('from text', () => {
    fc.assert(
      fc.property(filterLikeText, fc.constantFrom(userResource, groupResource), (text, type) => {
        const filter = unlessFault(() => readFilter(text));
        if (filter !== undefined) strictly(type, filter);
        expect(filter === undefined || 'kind' in filter).toBe(true);
      }),
    );
  });
});

test('a plain attribute with several values has them as value, and one with sub-attributes only those', () => {
  const tags: Attribute = {
    name: 'tags',
    type: 'string',
    multiValued: true,
    required: false,
    caseExact: true,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
  };
  expect(shown(resolveElementFilter(tags, readFilter('value eq "A"')))).toBe(' eq "A"');
  expect(faultOf(() => resolveElementFilter(tags, readFilter('type eq "A"'))).message).toContain('no sub-attributes');
});
