import { describe, expect, test } from 'vitest';
import { groupSchema } from '../../../../src/core/resources/attribute-table.rules.ts';
import { resourceType } from '../../../../src/core/resources/attributes.rules.ts';
import { isMatch } from '../../../../src/core/resources/evaluate.rules.ts';
import { findTarget, resolvePath } from '../../../../src/core/resources/path.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { core, enterprise } from './documents.ts';
import { codeOf, faultOf } from './faults.ts';

/** What a path points at, by its canonical names. */
function targetOf(path: string): string[] {
  const { extension, attribute, sub } = resolvePath(userResource, path);
  return [extension, attribute, sub].flatMap((each) => (each === undefined ? [] : [each.name]));
}

const filterOf = (path: string) => resolvePath(userResource, path).filter;

describe('resolvePath', () => {
  test.each([
    ['userName', ['userName']],
    ['USERNAME', ['userName']],
    [' displayName ', ['displayName']],
    ['externalId', ['externalId']],
    ['name', ['name']],
    ['name.givenName', ['name', 'givenName']],
    ['NAME.GIVENNAME', ['name', 'givenName']],
    ['emails', ['emails']],
    ['emails[type eq "work"]', ['emails']],
    ['Emails[Type eq "work"].VALUE', ['emails', 'value']],
    [`${core}:emails[type eq "work"].value`, ['emails', 'value']],
    [`${core}:userName`, ['userName']],
    [`${core}.userName`, ['userName']],
    [`${core.toUpperCase()}:name.familyName`, ['name', 'familyName']],
    [enterprise, [enterprise]],
    [enterprise.toUpperCase(), [enterprise]],
    [`${enterprise}:department`, [enterprise, 'department']],
    [`${enterprise}.department`, [enterprise, 'department']],
    [`${enterprise.toLowerCase()}:MANAGER`, [enterprise, 'manager']],
    [`${enterprise}:manager.value`, [enterprise, 'manager', 'value']],
    [`${enterprise}.manager.value`, [enterprise, 'manager', 'value']],
  ])('SCIM 5.2.36 %s', (path, names) => expect(targetOf(path)).toEqual(names));

  test.each([
    'urn:example:x:2.0:User',
    'urn:example:x:2.0:User:tag',
    'urn:example:x:tag.sub',
    'URN:EXAMPLE:X',
    `${enterprise}department`,
    'urn:ietf:params:scim:schemas:extension:custom:2.0:User:tag',
  ])('%s is in no table: where its URN ends is told by the resource', (path) => {
    expect(resolvePath(userResource, ` ${path} `)).toMatchObject({ unknown: path, attribute: { name: path } });
    expect(resolvePath(userResource, 'title').unknown).toBeUndefined();
  });

  test.each(['id', 'ID', 'meta', 'meta.created', 'schemas', 'groups', 'groups.value', `${core}:id`])(
    'SEC-R28 %s is the server’s: immutable',
    (path) => expect(codeOf(() => resolvePath(userResource, path))).toBe('immutable'),
  );

  test.each([
    'role',
    'isAdmin',
    'seat',
    'organization_id',
    'epoch',
    'password',
    'name.nick',
    'name.givenName.first',
    'userName.x',
    'toString',
    'hasOwnProperty',
    '',
    ' ',
    '.',
    'name.',
    '.givenName',
    'display name',
    'displayName\u0000',
    `${core}:`,
    `${enterprise}:`,
    `${enterprise}:salary`,
    `${core}:emails.nick`,
    ']',
    'urn:',
    'urn:ietf:params:scim:schemas:core:2.0:Group:displayName',
  ])('SEC-R28 %j is not there: invalid_path', (path) => {
    const { code, message, field } = faultOf(() => resolvePath(userResource, path));
    expect(code).toBe('invalid_path');
    expect(message).toMatch(/\.$/);
    expect(field).not.toContain('\u0000');
    expect(findTarget(userResource, path)).toBeUndefined();
  });

  test.each([
    '__proto__',
    '__proto__.x',
    'constructor.prototype.x',
    'name.__proto__',
    'prototype',
    `${enterprise}:__proto__`,
    'emails.value',
    'name[givenName eq "x"]',
    'userName[value eq "x"]',
    `${enterprise}:manager[value eq "x"].value`,
    'emails[',
    'emails[type eq "work"',
    'emails[type eq "work]',
    'emails[type eq "work"]]',
    'emails[type pr]x',
    core,
    'urn:example:x:2.0:User:list[a eq "b"]',
    'urn:example:x:2.0:User:"',
    'a'.repeat(4_097),
  ])('SEC-R28 %s is wrong, whoever asks: invalid_path', (path) => {
    expect(codeOf(() => resolvePath(userResource, path))).toBe('invalid_path');
    expect(codeOf(() => findTarget(userResource, path))).toBe('invalid_path');
  });

  test('a path of a megabyte is refused in few words', () => {
    for (const path of ['a.'.repeat(500_000), `emails[${'['.repeat(1_000_000)}`, `urn:${':User'.repeat(200_000)}`]) {
      const { message, field } = faultOf(() => resolvePath(userResource, path));
      expect(message.length + (field ?? '').length).toBeLessThan(400);
    }
  });

  test('what a member is cannot be changed, only who is one', () => {
    const group = resourceType(groupSchema, []);
    expect(resolvePath(group, 'members[value eq "u1"]')).toMatchObject({ filter: { seeds: { value: 'u1' } } });
    for (const sub of ['value', 'type', '$ref']) {
      expect(codeOf(() => resolvePath(group, `members[value eq "u1"].${sub}`))).toBe('immutable');
    }
    expect(codeOf(() => resolvePath(group, 'members.value'))).toBe('invalid_path');
    expect(resolvePath(group, `${groupSchema.id}:DisplayName`).attribute.name).toBe('displayName');
  });
});

test('what a schema says is read-only is immutable, attributes and parts', () => {
  const plain = {
    type: 'string',
    multiValued: false,
    required: false,
    returned: 'default',
    uniqueness: 'none',
  } as const;
  const serial = { ...plain, name: 'serial', mutability: 'readOnly' } as const;
  const device = {
    ...plain,
    name: 'device',
    type: 'complex',
    mutability: 'readWrite',
    subAttributes: [serial],
  } as const;
  const type = resourceType({ id: 'urn:example:own', name: 'Own', attributes: [serial, device] }, []);
  for (const path of ['serial', 'device.serial', 'URN:example:own:Serial']) {
    expect(codeOf(() => resolvePath(type, path))).toBe('immutable');
  }
  expect(resolvePath(type, 'device').attribute).toBe(device);
});

describe('the filter of a path', () => {
  test.each([
    ['type eq "work"', { type: 'work' }],
    ['TYPE EQ "Work"', { type: 'Work' }],
    ['type eq "work" and primary eq "True"', { type: 'work', primary: true }],
    ['(primary eq false) and (value eq "a]b" and type eq "a\\"[")', { primary: false, value: 'a]b', type: 'a"[' }],
    ['value eq "a\\"" and type eq "\\\\"', { value: 'a"', type: '\\' }],
    ['type eq "work" and display eq null', { type: 'work', display: undefined }],
    ['type eq "work" and type eq "work"', { type: 'work' }],
    ['type eq "work" and type eq "home"', undefined],
    ['type eq "work" and type eq null', undefined],
    ['type eq "work" or type eq "home"', undefined],
    ['not (type eq "work")', undefined],
    ['type ne "work"', undefined],
    ['type sw "work"', undefined],
    ['type pr', undefined],
    ['type eq "work" and value pr', undefined],
    ['type eq "a\\u0000"', undefined],
  ])('%s: what a new element needs is %j', (filter, seeds) => {
    expect(filterOf(`emails[${filter}]`)?.seeds).toStrictEqual(seeds);
    expect(filterOf(`emails[${filter}].value`)?.seeds).toStrictEqual(seeds);
  });

  test('of binary values only what is base64 can be made', () => {
    expect(filterOf('x509Certificates[value eq "QUI="]')?.seeds).toStrictEqual({ value: 'QUI=' });
    expect(filterOf('x509Certificates[value eq "!"]')?.seeds).toBeUndefined();
  });

  test('picks elements, however the client writes it', () => {
    const filter = filterOf('emails[Type EQ "WORK" and not (value co "]")].value');
    const picks = (element: object) => filter !== undefined && isMatch(filter.condition, { ...element });
    expect(picks({ type: 'work', value: 'a' })).toBe(true);
    expect(picks({ type: 'work', value: 'a]' })).toBe(false);
    expect(picks({ type: 'home' })).toBe(false);
    expect(filter?.terms).toBe(2);
    expect(filterOf('emails[(type pr or value pr) and not (type eq "x")]')?.terms).toBe(3);
  });
});
