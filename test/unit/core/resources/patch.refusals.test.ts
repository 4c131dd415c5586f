import { describe, expect, test } from 'vitest';
import { difference, patched } from './ada.ts';
import { core } from './documents.ts';
import { codeOf, faultOf } from './faults.ts';

describe('what cannot be done', () => {
  test.each(['password', 'Password', `${core}:password`])('%s is taken and dropped', (path) => {
    expect(
      difference(
        { op: 'replace', path, value: 'hunter2' },
        { op: 'remove', path },
        { op: 'add', value: { [path]: 'x', title: 'Dr' } },
      ),
    ).toStrictEqual({ title: 'Dr' });
  });

  test.each(['id', 'meta', 'meta.created', 'groups', 'schemas'])('SEC-R28 %s is immutable', (path) => {
    expect(codeOf(() => patched({ op: 'replace', path, value: 'x' }))).toBe('immutable');
    expect(codeOf(() => patched({ op: 'remove', path }))).toBe('immutable');
  });

  test.each(['__proto__', '__proto__.x', 'constructor.prototype.x', 'role', 'seat', 'emails[type eq "work"].value'])(
    'SEC-R28 %s is invalid_path',
    (path) => {
      expect(codeOf(() => patched({ op: 'add', path, value: 'x' }))).toBe('invalid_path');
      expect(codeOf(() => patched({ op: 'add', value: JSON.parse(`{${JSON.stringify(path)}:"x"}`) }))).toBe(
        'invalid_path',
      );
      expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    },
  );

  test.each([7, {}, ['title'], true])('the path %j is invalid_path', (path) => {
    expect(faultOf(() => patched({ op: 'add', path, value: 'x' }))).toMatchObject({
      code: 'invalid_path',
      field: 'Operations[0].path',
    });
  });

  test.each([
    { op: 'remove', path: 'userName' },
    { op: 'replace', path: 'userName', value: null },
    { op: 'replace', value: { USERNAME: null } },
  ])('%j: what is required cannot be removed', (operation) =>
    expect(faultOf(() => patched(operation))).toMatchObject({ code: 'immutable', field: 'userName' }),
  );

  test.each([
    { op: 'replace', path: 'userName', value: '' },
    { op: 'replace', path: 'title', value: 7 },
    { op: 'replace', path: 'active', value: 'maybe' },
    { op: 'replace', path: 'name', value: 'Ada' },
    { op: 'replace', path: 'name', value: { givenName: 7 } },
    { op: 'add', path: 'emails', value: ['a@x'] },
    { op: 'add', path: 'title', value: 'a\u0000' },
  ])('%j is an invalid_value', (operation) => expect(codeOf(() => patched(operation))).toBe('invalid_value'));

  test('a part that is given twice in different case is malformed', () => {
    expect(codeOf(() => patched({ op: 'replace', path: 'name', value: { givenName: 'a', GIVENNAME: 'b' } }))).toBe(
      'malformed',
    );
  });

  test('a fault names the attribute and not what the client wrote around it', () => {
    const { message, field } = faultOf(() => patched({ op: 'add', path: `${' '.repeat(100_000)}TITLE`, value: 7 }));
    expect(field).toBe('title');
    expect(message.length).toBeLessThan(200);
  });
});
