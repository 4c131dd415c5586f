import { describe, expect, test } from 'vitest';
import { resolvePath } from '../../../../src/core/resources/path.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { core, enterprise } from './documents.ts';
import { codeOf, faultOf } from './faults.ts';

/** What a path points at, by its canonical names. */
function targetOf(path: string): string[] {
  const { attribute, sub } = resolvePath(userResource, path);
  return sub === undefined ? [attribute.name] : [attribute.name, sub.name];
}

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
    [`${core}:userName`, ['userName']],
    [`${core.toUpperCase()}:name.familyName`, ['name', 'familyName']],
    [enterprise, [enterprise]],
    [`${enterprise}:department`, [enterprise, 'department']],
    [`${enterprise.toLowerCase()}:MANAGER`, [enterprise, 'manager']],
  ])('%s', (path, names) => expect(targetOf(path)).toEqual(names));

  test.each([
    'id',
    'ID',
    'meta',
    'meta.created',
    'schemas',
    'groups',
    'groups.value',
    `${core}:id`,
    `${core}:Meta.location`,
  ])('SEC-R28 %s is the server’s: immutable', (path) =>
    expect(codeOf(() => resolvePath(userResource, path))).toBe('immutable'),
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
    '__proto__',
    '__proto__.x',
    'constructor.prototype.x',
    'name.__proto__',
    'prototype',
    '',
    ' ',
    '.',
    'name.',
    '.givenName',
    'emails.value',
    'emails[type eq "work"]',
    'emails[type eq "work"].value',
    'display name',
    'displayName\u0000',
    core,
    `${core}:`,
    `${enterprise}:`,
    `${enterprise}:salary`,
    `${enterprise}:__proto__`,
    `${enterprise}:manager.value`,
    `${enterprise}department`,
    'urn:example:unknown:title',
    'urn:ietf:params:scim:schemas:core:2.0:Group:displayName',
  ])('SEC-R28 %j is not a path here: invalid_path', (path) => {
    const { code, message, field } = faultOf(() => resolvePath(userResource, path));
    expect(code).toBe('invalid_path');
    expect(message).toMatch(/\.$/);
    expect(field).not.toContain('\u0000');
  });

  test('a path of a megabyte is refused in few words', () => {
    const { message, field } = faultOf(() => resolvePath(userResource, 'a.'.repeat(500_000)));
    expect(message.length + (field ?? '').length).toBeLessThan(400);
  });
});
