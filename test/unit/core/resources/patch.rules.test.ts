import { describe, expect, test } from 'vitest';
import { readResource } from '../../../../src/core/resources/codec.rules.ts';
import { applyPatch, readPatch } from '../../../../src/core/resources/patch.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { ada, difference, ID, patched } from './ada.ts';
import { core, enterprise } from './documents.ts';
import { codeOf, faultOf } from './faults.ts';

describe('op', () => {
  test.each(['replace', 'Replace', 'REPLACE', 'add', 'Add'])('%s sets', (op) => {
    expect(difference({ op, path: 'title', value: 'Dr' })).toStrictEqual({ title: 'Dr' });
  });

  test.each(['remove', 'Remove'])('%s clears', (op) => {
    expect(difference({ op, path: 'title' })).toStrictEqual({ title: undefined });
    expect(difference({ op, path: 'title', value: 'Countess' })).toStrictEqual({ title: undefined });
  });

  test.each(['set', '', undefined, null, 7, ['replace'], { toString: 1, valueOf: 1 }])('%j is malformed', (op) => {
    expect(faultOf(() => patched({ op, path: 'title', value: 'x' }))).toMatchObject({
      code: 'malformed',
      field: 'Operations[0].op',
    });
  });
});

describe('the message', () => {
  test('its own names have no case', () => {
    const message = { OPERATIONS: [{ OP: 'replace', Path: 'title', VALUE: 'Dr' }] };
    expect(applyPatch(userResource, ada, readPatch(userResource, message, ID))).toMatchObject({ title: 'Dr' });
  });

  test.each([
    null,
    [],
    'x',
    {},
    { Operations: [] },
    { Operations: {} },
    { Operations: null },
    { Operations: [null] },
    { Operations: ['x'] },
  ])('%j is malformed', (message) => expect(codeOf(() => readPatch(userResource, message, ID))).toBe('malformed'));

  test('1,000 operations are done, 1,001 are too large', () => {
    const operations = Array.from({ length: 1_000 }, (_, index) => ({
      op: 'replace',
      path: 'title',
      value: `${index}`,
    }));
    expect(difference(...operations)).toStrictEqual({ title: '999' });
    expect(codeOf(() => patched(...operations, operations[0]))).toBe('too_large');
  });
});

describe('with a path', () => {
  test.each([
    ['a single value', { path: 'displayName', value: 'A' }, { displayName: 'A' }],
    ['a name in any case', { path: 'DISPLAYNAME', value: 'A' }, { displayName: 'A' }],
    ['a boolean as Entra writes it', { path: 'active', value: 'False' }, { active: false }],
    ['externalId', { path: 'externalId', value: 'e2' }, { externalId: 'e2' }],
    ['a name with its URN', { path: `${core}:title`, value: 'Dr' }, { title: 'Dr' }],
    ['a new attribute', { path: 'nickName', value: 'A' }, { nickName: 'A' }],
    ['a sub-attribute', { path: 'name.givenName', value: 'A' }, { name: { familyName: 'Lovelace', givenName: 'A' } }],
    [
      'a new sub-attribute, in its place',
      { path: 'name.formatted', value: 'Ada Lovelace' },
      { name: { formatted: 'Ada Lovelace', familyName: 'Lovelace', givenName: 'Ada' } },
    ],
    [
      'part of a complex one',
      { path: 'name', value: { GivenName: 'A' } },
      { name: { familyName: 'Lovelace', givenName: 'A' } },
    ],
    [
      'an extension’s',
      { path: `${enterprise}:department`, value: 'R' },
      { [enterprise]: { department: 'R', manager: { value: 'm1' } } },
    ],
    [
      'an extension’s complex one',
      { path: `${enterprise}:manager`, value: { value: 'm2' } },
      { [enterprise]: { department: 'Engines', manager: { value: 'm2' } } },
    ],
    [
      'part of an extension',
      { path: enterprise, value: { costCenter: '7' } },
      { [enterprise]: { costCenter: '7', department: 'Engines', manager: { value: 'm1' } } },
    ],
  ])('add and replace %s', (_name, operation, expected) => {
    for (const op of ['add', 'replace']) {
      const found = difference({ op, ...operation });
      expect(found).toStrictEqual(expected);
      // Sub-attributes are kept in the order of the table, or the next PUT of the same would be a change.
      expect(JSON.stringify(readResource(userResource, patched({ op, ...operation })))).toBe(
        JSON.stringify(patched({ op, ...operation })),
      );
    }
  });

  test.each([
    ['title', { title: undefined }],
    ['name', { name: undefined }],
    ['name.givenName', { name: { familyName: 'Lovelace' } }],
    ['emails', { emails: undefined }],
    [`${enterprise}:department`, { [enterprise]: { manager: { value: 'm1' } } }],
    ['nickName', {}],
    ['name.middleName', {}],
  ])('remove %s', (path, expected) => expect(difference({ op: 'remove', path })).toStrictEqual(expected));

  test('the last sub-attribute takes the attribute with it, and the extension its schema', () => {
    const gone = { name: undefined };
    expect(
      difference({ op: 'remove', path: 'name.givenName' }, { op: 'remove', path: 'name.familyName' }),
    ).toStrictEqual(gone);
    expect(difference({ op: 'remove', path: enterprise })).toStrictEqual({ schemas: [core], [enterprise]: undefined });
  });
});

describe('null and its like', () => {
  test.each([
    [{ path: 'title', value: null }, { title: undefined }],
    [{ path: 'title', value: '' }, { title: undefined }],
    [{ path: 'name.givenName', value: null }, { name: { familyName: 'Lovelace' } }],
    [{ path: 'name', value: null }, { name: undefined }],
    [{ path: 'name', value: { givenName: null } }, { name: { familyName: 'Lovelace' } }],
    [{ path: 'name', value: { givenName: '', familyName: 'Byron' } }, { name: { familyName: 'Byron' } }],
    [{ path: 'name', value: {} }, {}],
    [{ path: `${enterprise}:manager`, value: null }, { [enterprise]: { department: 'Engines' } }],
    [{ value: { title: null, 'name.givenName': '' } }, { title: undefined, name: { familyName: 'Lovelace' } }],
    [{ value: { [enterprise]: { department: null } } }, { [enterprise]: { manager: { value: 'm1' } } }],
  ])('%j', (operation, expected) => {
    for (const op of ['add', 'replace']) expect(difference({ op, ...operation })).toStrictEqual(expected);
  });

  test.each([null, [], [null], [{}]])('replacing a list by %j empties it, adding that does nothing', (value) => {
    expect(difference({ op: 'replace', path: 'emails', value })).toStrictEqual({ emails: undefined });
    expect(difference({ op: 'add', path: 'emails', value })).toStrictEqual({});
  });

  test('a missing value is not null', () => {
    expect(codeOf(() => patched({ op: 'replace', path: 'title' }))).toBe('invalid_value');
    expect(codeOf(() => patched({ op: 'add', path: 'title' }))).toBe('invalid_value');
  });
});

describe('without a path', () => {
  test.each([undefined, null, ''])('(path %j) every key of the value is one', (path) => {
    expect(difference({ op: 'replace', path, value: { title: 'Dr', active: 'False' } })).toStrictEqual({
      title: 'Dr',
      active: false,
    });
  });

  test('keys may be dotted, carry a URN, or be a whole extension', () => {
    const value = {
      'name.givenName': 'A',
      [`${core}:displayName`]: 'A',
      [`${enterprise}:department`]: 'R',
      [enterprise.toLowerCase()]: { costCenter: '7' },
    };
    expect(difference({ op: 'replace', value })).toStrictEqual({
      name: { familyName: 'Lovelace', givenName: 'A' },
      displayName: 'A',
      [enterprise]: { costCenter: '7', department: 'R', manager: { value: 'm1' } },
    });
  });

  test.each([
    [{ 'name.givenName': 'A', name: null }, { name: { givenName: 'A' } }],
    [{ 'name.givenName': 'A', name: { familyName: 'B' } }, { name: { familyName: 'B', givenName: 'A' } }],
    [{ [`${enterprise}:department`]: 'R', [enterprise]: null }, { [enterprise]: { department: 'R' } }],
    [
      { [`${enterprise}:manager.value`]: 'm2', [`${enterprise}:manager`]: '', [enterprise]: '' },
      { [enterprise]: { manager: { value: 'm2' } } },
    ],
    [
      { 'emails[type eq "work"].value': 'a', emails: [{ value: 'b', type: 'work' }] },
      { emails: [{ value: 'a', type: 'work' }] },
    ],
    [
      { 'EMAILS[TYPE EQ "x"].value': 'x', 'emails[type eq "w"].value': 'w', emails: null },
      {
        emails: [
          { value: 'w', type: 'w' },
          { value: 'x', type: 'x' },
        ],
      },
    ],
    [
      {
        'emails[type eq "home"].value': 'h',
        'emails[type eq "work"].value': 'w',
        'emails[type eq "work"].display': 'd',
      },
      {
        emails: [
          { value: 'w', display: 'd', type: 'work', primary: true },
          { value: 'h', type: 'home' },
        ],
      },
    ],
  ])('the wider of %j comes first, in whatever order they stand', (value, expected) => {
    for (const members of [Object.entries(value), Object.entries(value).toReversed()]) {
      const found = difference({ op: 'replace', value: Object.fromEntries(members) as unknown });
      expect(found).toMatchObject(expected);
      expect(Object.keys(found).filter((name) => name !== 'schemas')).toStrictEqual(Object.keys(expected));
      expect(JSON.stringify(found[Object.keys(expected)[0] ?? ''])).toBe(JSON.stringify(Object.values(expected)[0]));
    }
  });

  test('an id that says nothing new is ignored, and so are schemas', () => {
    expect(difference({ op: 'replace', value: { schemas: [core], id: ID, title: 'Dr' } })).toStrictEqual({
      title: 'Dr',
    });
    expect(codeOf(() => patched({ op: 'replace', value: { id: 'other' } }))).toBe('immutable');
  });

  test.each(['x', 7, null, undefined, [], [{ title: 'Dr' }]])('the value %j names no attribute', (value) => {
    expect(codeOf(() => patched({ op: 'add', value }))).toBe('invalid_value');
  });

  test('SCIM 5.2.30 remove has no target', () => {
    expect(codeOf(() => patched({ op: 'remove' }))).toBe('no_target');
    expect(codeOf(() => patched({ op: 'remove', value: { title: 'Dr' } }))).toBe('no_target');
  });
});

describe('lists', () => {
  const kept = ada['emails'] as readonly object[];

  test('SCIM 5.2.29 add appends what is not there yet', () => {
    const fresh = { value: 'ada@club', type: 'other' };
    expect(
      difference({ op: 'add', path: 'emails', value: [fresh, fresh, { type: 'home', value: 'ada@home' }] }),
    ).toStrictEqual({ emails: [...kept, fresh] });
    expect(difference({ op: 'add', path: 'emails', value: fresh })).toStrictEqual({ emails: [...kept, fresh] });
    expect(difference({ op: 'add', path: 'emails', value: kept })).toStrictEqual({});
  });

  test('SCIM 5.2.31 replace replaces the whole list', () => {
    expect(difference({ op: 'replace', path: 'emails', value: [{ value: 'a@x' }] })).toStrictEqual({
      emails: [{ value: 'a@x' }],
    });
  });

  test('SCIM 5.2.32 a new primary value demotes the old one', () => {
    const fresh = { value: 'ada@club', primary: true };
    expect(difference({ op: 'add', path: 'emails', value: [fresh] })).toStrictEqual({
      emails: [{ value: 'ada@work', type: 'work' }, { value: 'ada@home', type: 'home' }, fresh],
    });
    const bare = patched(
      { op: 'replace', path: 'emails', value: [{ primary: true }] },
      { op: 'add', path: 'emails', value: [fresh] },
    );
    expect(bare['emails']).toStrictEqual([fresh]);
  });

  test('two new primary values are one too many', () => {
    const value = [
      { value: 'a@x', primary: true },
      { value: 'b@x', primary: 'True' },
    ];
    expect(codeOf(() => patched({ op: 'add', path: 'emails', value }))).toBe('invalid_value');
  });

  test('they hold 1,000 values, however these come in', () => {
    const some = (prefix: string) => Array.from({ length: 600 }, (_, index) => ({ value: `${prefix}${index}@x` }));
    expect(
      codeOf(() =>
        patched({ op: 'add', path: 'emails', value: some('a') }, { op: 'add', path: 'emails', value: some('b') }),
      ),
    ).toBe('too_large');
  });
});

describe('several operations', () => {
  test('SCIM 5.2.27 are done in their order', () => {
    const set = { op: 'replace', path: 'title', value: 'Dr' };
    const clear = { op: 'remove', path: 'title' };
    expect(difference(set, clear)).toStrictEqual({ title: undefined });
    expect(difference(clear, set)).toStrictEqual({ title: 'Dr' });
    expect(
      difference(
        { op: 'replace', path: 'name', value: { givenName: 'B' } },
        { op: 'replace', path: 'name.givenName', value: 'C' },
      ),
    ).toStrictEqual({
      name: { familyName: 'Lovelace', givenName: 'C' },
    });
  });

  test('SCIM 5.2.27 are done together or not at all', () => {
    const before = structuredClone(ada);
    expect(
      codeOf(() => patched({ op: 'replace', path: 'title', value: 'Dr' }, { op: 'remove', path: 'userName' })),
    ).toBe('immutable');
    expect(ada).toStrictEqual(before);
  });
});
