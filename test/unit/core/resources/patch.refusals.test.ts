import { describe, expect, test } from 'vitest';
import { difference, patched } from './ada.ts';
import { core, enterprise } from './documents.ts';
import { codeOf, faultOf } from './faults.ts';

const byName = (path: string): unknown => JSON.parse(`{${JSON.stringify(path)}:"x"}`);

describe('what cannot be done', () => {
  test.each([
    'password',
    'Password',
    ' password ',
    'password.value',
    'password[type eq "x"]',
    `${core}:password`,
    `${core}.PASSWORD`,
  ])('SCIM 5.1.9 %s is taken and dropped', (path) => {
    expect(
      difference(
        { op: 'replace', path, value: 'hunter2' },
        { op: 'remove', path },
        { op: 'add', value: { [path]: 'x', title: 'Dr' } },
      ),
    ).toStrictEqual({ title: 'Dr' });
  });

  test.each([
    'id',
    'ID',
    'meta',
    'meta.created',
    'meta.nothing',
    'groups',
    'groups.value',
    'groups[value eq "g"]',
    `${core}:id`,
    `${core}.Meta.location`,
    `${enterprise}:manager.displayName`,
  ])('SCIM 5.2.30 SEC-R28 %s is immutable', (path) => {
    expect(codeOf(() => patched({ op: 'replace', path, value: 'x' }))).toBe('immutable');
    expect(codeOf(() => patched({ op: 'remove', path }))).toBe('immutable');
    expect(codeOf(() => patched({ op: 'add', value: byName(path) }))).toBe('immutable');
  });

  test('SEC-R28 schemas are immutable as a path, and say nothing new as a name', () => {
    expect(codeOf(() => patched({ op: 'replace', path: 'schemas', value: ['urn:example:x'] }))).toBe('immutable');
    expect(difference({ op: 'replace', value: { Schemas: ['urn:example:x'] } })).toStrictEqual({});
  });

  test.each([
    '__proto__',
    '__proto__.x',
    'constructor.prototype.x',
    'name.__proto__',
    `${core}:__proto__`,
    `${enterprise}:constructor`,
    'prototype[type eq "x"]',
    'emails[type eq "work"].__proto__',
    'urn:example:x:2.0:User:__proto__',
    'urn:example:x:2.0:User:a.constructor',
    'emails.value',
    'name[givenName eq "Ada"]',
    'title[value eq "x"]',
    `${enterprise}:manager[value eq "m1"]`,
    'emails[type eq "work"',
    'emails[type eq "work"]value',
    'emails[type eq "]',
    'emails[type eq "work"].value]',
    'urn:example:x:2.0:User:list[value eq "x"]',
    core,
  ])('SCIM 5.2.33 SEC-R28 %s is invalid_path, as a path and as a name', (path) => {
    expect(codeOf(() => patched({ op: 'add', path, value: 'x' }))).toBe('invalid_path');
    expect(codeOf(() => patched({ op: 'add', value: byName(path) }))).toBe('invalid_path');
    expect(codeOf(() => patched({ op: 'remove', path }))).toBe('invalid_path');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test.each([
    'role',
    'seat',
    'name.nick',
    'name.givenName.first',
    'userName.x',
    'display name',
    'toString',
    '.',
    'x[y eq "z"]',
    `${enterprise}:salary`,
    `${enterprise}:password`,
    `${enterprise}:manager.value.x`,
    `${core}:`,
    'emails[type eq "work"].nick',
    'urn:ietf:params:scim:schemas:core:2.0:Group:displayName',
    'urn:ietf:params:scim:api:messages:2.0:User:x',
  ])('SEC-R28 nobody knows %s: invalid_path as a path, ignored as a name', (path) => {
    for (const op of ['add', 'replace', 'remove'])
      expect(codeOf(() => patched({ op, path, value: 'x' }))).toBe('invalid_path');
    expect(difference({ op: 'replace', value: byName(path) })).toStrictEqual({});
  });

  test.each([7, {}, ['title'], true])('the path %j is invalid_path', (path) => {
    expect(faultOf(() => patched({ op: 'add', path, value: 'x' }))).toMatchObject({
      code: 'invalid_path',
      field: 'Operations[0].path',
    });
  });

  test.each([
    '',
    'type',
    'type eq',
    'type eq work or',
    'type zz "work"',
    'nick eq "x"',
    'type eq 7',
    'type eq true',
    'primary gt true',
    'primary eq "maybe"',
    'type co null',
    '(type eq "work"',
    'type eq "work" and',
    'emails.type eq "work"',
    '[type eq "x"]',
    Array.from({ length: 51 }, () => 'type eq "x"').join(' or '),
  ])('SCIM 5.2.33 what is wrong in brackets is invalid_filter: %s', (filter) => {
    for (const path of [`emails[${filter}]`, `emails[${filter}].value`]) {
      expect(codeOf(() => patched({ op: 'replace', path, value: 'x' }))).toBe('invalid_filter');
      expect(codeOf(() => patched({ op: 'remove', path }))).toBe('invalid_filter');
      expect(codeOf(() => patched({ op: 'add', value: { [path]: 'x' } }))).toBe('invalid_filter');
    }
  });

  test.each([
    { op: 'remove', path: 'userName' },
    { op: 'remove', path: 'userName', value: 'ada' },
    { op: 'replace', path: 'userName', value: null },
    { op: 'add', path: 'userName', value: [] },
    { op: 'replace', value: { USERNAME: null } },
  ])('SCIM 5.2.30 %j: what is required cannot be removed', (operation) =>
    expect(faultOf(() => patched(operation))).toMatchObject({ code: 'immutable', field: 'userName' }),
  );

  test.each([
    { op: 'replace', path: 'userName', value: '' },
    { op: 'replace', path: 'userName', value: ' ' },
    { op: 'replace', path: 'title', value: 7 },
    { op: 'replace', path: 'title', value: ['a', 'b'] },
    { op: 'replace', path: 'active', value: 'maybe' },
    { op: 'replace', path: 'name', value: 'Ada' },
    { op: 'replace', path: 'name', value: [{ givenName: 'A' }, { givenName: 'B' }] },
    { op: 'replace', path: 'name', value: { givenName: 7 } },
    { op: 'replace', path: enterprise, value: 'R' },
    { op: 'replace', path: `${enterprise}:manager`, value: [{ value: 'a' }, { value: 'b' }] },
    { op: 'replace', path: `${enterprise}:manager`, value: 7 },
    { op: 'add', path: 'emails', value: ['a@x'] },
    { op: 'add', path: 'emails', value: 'a@x' },
    { op: 'replace', path: 'emails[type eq "work"]', value: [{ value: 'a' }, { value: 'b' }] },
    { op: 'replace', path: 'emails[type eq "work"]', value: 7 },
    { op: 'replace', path: 'addresses[type eq "work"]', value: 'Main Street' },
    { op: 'replace', path: 'emails[type eq "work"].value', value: 7 },
    { op: 'replace', path: 'emails[type eq "work"].primary', value: 'maybe' },
    { op: 'add', path: 'title', value: 'a\u0000' },
    { op: 'add', path: 'emails[type eq "work"].value', value: '\ud800' },
    { op: 'replace', path: 'title' },
    { op: 'add', path: 'emails' },
    { op: 'add', path: 'urn:example:x:2.0:User:tag' },
  ])('SCIM 5.2.33 %j is an invalid_value', (operation) =>
    expect(codeOf(() => patched(operation))).toBe('invalid_value'),
  );

  test('a part that is given twice in different case is malformed', () => {
    for (const value of [
      { givenName: 'a', GIVENNAME: 'b' },
      { name: { givenName: 'a' }, 'name.givenName': 'b' },
      { title: 'a', TITLE: 'a' },
      { title: 'a', [`${core}:title`]: null },
      { [enterprise]: { department: 'a' }, [`${enterprise}.Department`]: 'b' },
      { 'emails[type eq "work"].value': 'a', 'Emails[type eq "work"].Value': 'b' },
      { 'urn:example:x:2.0:User:tag': 'a', 'URN:example:x:2.0:user:TAG': 'b' },
    ]) {
      const operation = 'givenName' in value ? { path: 'name', value } : { value };
      expect(codeOf(() => patched({ op: 'replace', ...operation }))).toBe('malformed');
    }
  });

  test('a fault names the attribute and not what the client wrote around it', () => {
    const { message, field } = faultOf(() => patched({ op: 'add', path: `${' '.repeat(100_000)}TITLE`, value: 7 }));
    expect(field).toBe('title');
    expect(message.length).toBeLessThan(200);
    expect(faultOf(() => patched({ op: 'add', path: `${enterprise}.MANAGER.Value`, value: 7 })).field).toBe(
      `${enterprise}:manager.value`,
    );
    expect(faultOf(() => patched({ op: 'add', path: 'emails[type eq "work"].VALUE', value: 7 })).field).toBe(
      'emails.value',
    );
  });
});
