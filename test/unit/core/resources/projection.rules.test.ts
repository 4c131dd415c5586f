import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attribute } from '../../../../src/core/resources/attributes.rules.ts';
import { type Canonical, isAssigned } from '../../../../src/core/resources/codec.rules.ts';
import { mayShow, type Projection, project, readProjection } from '../../../../src/core/resources/projection.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { core, enterprise, recased } from './documents.ts';
import { faultOf } from './faults.ts';
import { groupResource } from './filter-documents.ts';

const groupUrn = groupResource.core.id;
const thing = 'urn:Example:params:2.0:Thing';

const ada: Canonical = {
  schemas: [core, enterprise, thing],
  id: '1',
  externalId: 'e1',
  userName: 'ada',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [{ value: 'ada@work', type: 'work', primary: true }, { type: 'home' }],
  active: true,
  groups: [{ value: 'g1', display: 'Poets' }],
  [enterprise]: { department: 'Engines', manager: { value: 'm1', displayName: 'Mary' } },
  [thing]: { colour: 'red', size: { width: 1, height: 2 } },
  meta: { resourceType: 'User', created: 'c', location: 'l' },
};

const only = (attributes: string | readonly string[]): Projection | undefined =>
  readProjection({ attributes, excludedAttributes: null });
const except = (excludedAttributes: string | readonly string[]): Projection | undefined =>
  readProjection({ attributes: null, excludedAttributes });

/** What is shown besides what always is. */
function shown(projection: Projection | undefined): Record<string, unknown> {
  const { id, schemas, ...rest } = project(userResource, projection, ada);
  expect({ id, schemas }).toEqual({ id: ada['id'], schemas: ada['schemas'] });
  return rest;
}

/** What is missing or changed; undefined for what is gone. */
function hidden(projection: Projection | undefined): Record<string, unknown> {
  const rest = project(userResource, projection, ada);
  return Object.fromEntries(
    Object.keys(ada).flatMap((name) => (rest[name] === ada[name] ? [] : [[name, rest[name]] as const])),
  );
}

describe('SCIM 5.2.35 readProjection', () => {
  test.each([null, '', ' , ,', []])('%j names nothing', (claimed) => {
    expect(readProjection({ attributes: claimed, excludedAttributes: claimed })).toBeUndefined();
    expect(readProjection({ attributes: claimed, excludedAttributes: 'title' })?.kind).toBe('except');
    expect(readProjection({ attributes: 'title', excludedAttributes: claimed })?.kind).toBe('only');
  });

  test.each([
    ['userName, Name.GivenName,,userName '],
    [['userName', ' Name.GivenName']],
    [['userName,name.givenname', '']],
  ])('%j names two', (claimed) => {
    expect(only(claimed)).toEqual({ kind: 'only', names: ['username', 'name.givenname'] });
    expect(except(claimed)).toEqual({ kind: 'except', names: ['username', 'name.givenname'] });
  });

  test('both together are refused', () => {
    const { code, message } = faultOf(() => readProjection({ attributes: 'userName', excludedAttributes: 'emails' }));
    expect(code).toBe('invalid_value');
    expect(message).toContain('Send one of them');
  });
});

describe('SCIM 5.2.35 5.2.36 attributes shows what it names', () => {
  test.each<[string, Record<string, unknown>]>([
    ['userName', { userName: 'ada' }],
    ['USERNAME', { userName: 'ada' }],
    [`${core}:userName`, { userName: 'ada' }],
    [`${core.toUpperCase()}:userName`, { userName: 'ada' }],
    ['id', {}],
    ['schemas', {}],
    ['foo', {}],
    ['password', {}],
    ['constructor', {}],
    ['__proto__', {}],
    ['userName.foo', {}],
    ['name', { name: ada['name'] }],
    ['name.givenName', { name: { givenName: 'Ada' } }],
    ['name.givenName,name', { name: ada['name'] }],
    ['name,name.givenName', { name: ada['name'] }],
    [`${core}:name.givenName`, { name: { givenName: 'Ada' } }],
    ['name.foo', {}],
    ['emails.value', { emails: [{ value: 'ada@work' }] }],
    ['emails.type,emails.primary', { emails: [{ type: 'work', primary: true }, { type: 'home' }] }],
    ['emails.display', {}],
    ['meta', { meta: ada['meta'] }],
    ['meta.location', { meta: { location: 'l' } }],
    ['groups', { groups: ada['groups'] }],
    [enterprise, { [enterprise]: ada[enterprise] }],
    [`${enterprise}:department`, { [enterprise]: { department: 'Engines' } }],
    [`${enterprise}.department`, { [enterprise]: { department: 'Engines' } }],
    [`${enterprise}:manager.value`, { [enterprise]: { manager: { value: 'm1' } } }],
    [`${enterprise}:userName`, {}],
    ['manager', { [enterprise]: { manager: { value: 'm1', displayName: 'Mary' } } }],
    ['manager.displayName', { [enterprise]: { manager: { displayName: 'Mary' } } }],
    [thing, { [thing]: ada[thing] }],
    [thing.toLowerCase(), { [thing]: ada[thing] }],
    [`${thing}:colour`, { [thing]: { colour: 'red' } }],
    [`${thing}:Size.Width`, { [thing]: { size: { width: 1 } } }],
    [`${thing}.colour`, { [thing]: { colour: 'red' } }],
    [`${thing}s`, {}],
    ['urn:Example', {}],
    [groupUrn, {}],
    [`${groupUrn}:userName`, {}],
  ])('%s', (attributes, expected) => expect(shown(only(attributes))).toEqual(expected));

  test('the URN of the core schema names all of its attributes', () => {
    expect(Object.keys(shown(only(core)))).toEqual(['externalId', 'userName', 'name', 'emails', 'active', 'groups']);
  });
});

describe('SCIM 5.2.35 5.2.36 excludedAttributes hides what it names', () => {
  test.each<[string, Record<string, unknown>]>([
    ['userName', { userName: undefined }],
    [`${core}:USERNAME`, { userName: undefined }],
    ['id,schemas', {}],
    ['foo,constructor,__proto__', {}],
    ['userName.foo', {}],
    ['meta', { meta: undefined }],
    ['meta.created', { meta: { resourceType: 'User', location: 'l' } }],
    ['name.givenName', { name: { familyName: 'Lovelace' } }],
    ['name.givenName,name.familyName', { name: undefined }],
    ['emails.type', { emails: [{ value: 'ada@work', primary: true }] }],
    ['groups,emails', { groups: undefined, emails: undefined }],
    [enterprise, { [enterprise]: undefined }],
    [`${enterprise}:manager.displayName`, { [enterprise]: { department: 'Engines', manager: { value: 'm1' } } }],
    ['manager', { [enterprise]: { department: 'Engines' } }],
    [thing, { [thing]: undefined }],
    [`${thing}:size.width`, { [thing]: { colour: 'red', size: { height: 2 } } }],
    [`${groupUrn}:userName`, {}],
  ])('%s', (excluded, expected) => expect(hidden(except(excluded))).toEqual(expected));

  test('the URN of the core schema names all of its attributes', () => {
    expect(Object.keys(shown(except(core)))).toEqual([enterprise, thing, 'meta']);
  });
});

test('without a projection everything is shown, as it is', () => {
  expect(project(userResource, undefined, ada)).toBe(ada);
});

test('one projection serves several types, and what it shows is a copy', () => {
  const projection = only('userName,displayName,members.value');
  const group = { id: '2', displayName: 'Poets', members: [{ value: 'm', type: 'User' }] };
  expect(project(groupResource, projection, group)).toEqual({
    id: '2',
    displayName: 'Poets',
    members: [{ value: 'm' }],
  });
  expect(shown(projection)).toEqual({ userName: 'ada' });
  expect(group.members[0]).toEqual({ value: 'm', type: 'User' });
});

test('attributes and excludedAttributes part a resource in two, whatever they name', () => {
  const names = fc.array(
    fc
      .constantFrom(
        ...Object.keys(ada).filter((name) => name !== 'id' && name !== 'schemas'),
        'name.givenName',
        'emails.value',
        'emails.type',
        `${enterprise}:manager`,
        `${thing}:size.width`,
        'foo',
        'id',
      )
      .chain(recased),
    { minLength: 1, maxLength: 4 },
  );
  const leavesOf = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.values(value).length === 0
        ? []
        : Object.entries(value).flatMap(([key, each]) => leavesOf(each, Array.isArray(value) ? path : `${path}/${key}`))
      : [`${path}=${JSON.stringify(value)}`];
  fc.assert(
    fc.property(names, (some) => {
      const left = leavesOf(shown(only(some)));
      const right = leavesOf(shown(except(some)));
      const { id: _, schemas: __, ...rest } = ada;
      expect([...left, ...right].toSorted()).toEqual(leavesOf(rest).toSorted());
      expect(Object.values(shown(except(some))).every(isAssigned)).toBe(true);
    }),
  );
});

describe('mayShow: what cannot be seen need not be read', () => {
  test.each([
    ['members', true],
    ['Members', true],
    ['members.value', true],
    ['displayName,members', true],
    [`${groupUrn}:members`, true],
    [`${groupUrn}.members`, true],
    [`${groupUrn}:members.value`, true],
    [groupUrn, true],
    ['displayName', false],
    ['membership', false],
    [`${thing}:members`, false],
  ])('attributes=%s: %s', (attributes, may) => expect(mayShow(only(attributes), 'members')).toBe(may));

  test.each([
    ['members', false],
    ['MEMBERS,foo', false],
    [`${groupUrn}:members`, false],
    [groupUrn, false],
    ['members.value', true],
    ['displayName', true],
    ['members.value,members', false],
    [`${thing}:members`, true],
  ])('excludedAttributes=%s: %s', (excluded, may) => expect(mayShow(except(excluded), 'members')).toBe(may));

  test('without a projection, and whatever the case of the name', () => {
    expect(mayShow(undefined, 'members')).toBe(true);
    expect(mayShow(only('MEMBERS'), 'Members')).toBe(true);
    expect(mayShow(except('members'), 'MEMBERS')).toBe(false);
  });

  test('it never says no to what project would show', () => {
    const names = fc.array(
      fc.constantFrom(
        'groups',
        'Groups.value',
        'userName',
        `${core}:groups`,
        `${core}:groups.display`,
        core,
        enterprise,
      ),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(names, fc.constantFrom(only, except), (some, read) => {
        const projection = read(some);
        if (Object.hasOwn(shown(projection), 'groups')) expect(mayShow(projection, 'groups')).toBe(true);
      }),
    );
  });
});

test('the table has no attribute that is always, never or on request returned: else projection has to know', () => {
  const all = [userResource, groupResource].flatMap((type) => [...type.attributes.values(), ...type.byUrn.values()]);
  const flat = (attribute: Attribute): Attribute[] => [attribute, ...(attribute.subAttributes ?? []).flatMap(flat)];
  expect(new Set(all.flatMap(flat).map(({ returned }) => returned))).toEqual(new Set(['default']));
});
