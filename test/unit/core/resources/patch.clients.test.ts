import { describe, expect, test } from 'vitest';
import { groupSchema } from '../../../../src/core/resources/attribute-table.rules.ts';
import { resourceType } from '../../../../src/core/resources/attributes.rules.ts';
import { type Canonical, readResource } from '../../../../src/core/resources/codec.rules.ts';
import { applyPatch, readPatch } from '../../../../src/core/resources/patch.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { difference, ID, patched } from './ada.ts';
import { core, enterprise } from './documents.ts';
import { codeOf } from './faults.ts';

const MANAGER = '26118915-6090-4610-87e4-49d8ca9f808d';

/** A user with nothing but a name, after these operations. */
function bareAfter(...operations: unknown[]): Canonical {
  const bare = readResource(userResource, { userName: 'bare' });
  return applyPatch(userResource, bare, readPatch(userResource, { Operations: operations }, ID));
}

describe('Okta', () => {
  test('F1 deactivates without a path', () => {
    expect(difference({ op: 'replace', value: { active: false } })).toStrictEqual({ active: false });
  });

  test('sends the password with it, which is dropped', () => {
    expect(difference({ op: 'replace', value: { password: 'hunter2' } })).toStrictEqual({});
  });
});

describe('Entra ID', () => {
  test('E2 writes booleans as text', () => {
    expect(difference({ op: 'Replace', path: 'active', value: 'False' })).toStrictEqual({ active: false });
    expect(
      difference({ op: 'Replace', path: 'active', value: 'False' }, { op: 'Replace', path: 'active', value: 'True' }),
    ).toStrictEqual({});
  });

  test('E3 adds the value of an e-mail that there is not yet', () => {
    for (const op of ['Add', 'Replace']) {
      const after = bareAfter({ op, path: 'emails[type eq "work"].value', value: 'a@b' });
      expect(after['emails']).toStrictEqual([{ value: 'a@b', type: 'work' }]);
    }
  });

  test('E4 adds parts of addresses, phones and roles that there are not yet', () => {
    expect(
      bareAfter(
        { op: 'Add', path: 'addresses[type eq "work"].streetAddress', value: 'Main Street' },
        { op: 'Add', path: 'addresses[type eq "work"].locality', value: 'Rome' },
        { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+39 (0) 1' },
        { op: 'Add', path: 'roles[primary eq "True"].value', value: 'Admin' },
        { op: 'Add', path: 'roles[primary eq "True"].display', value: 'The admin' },
      ),
    ).toMatchObject({
      addresses: [{ streetAddress: 'Main Street', locality: 'Rome', type: 'work' }],
      phoneNumbers: [{ value: '+39 (0) 1', type: 'mobile' }],
      roles: [{ value: 'Admin', display: 'The admin', primary: true }],
    });
  });

  test('E5 mixes a value path and an object of dotted and qualified names', () => {
    const after = bareAfter(
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'a@b' },
      {
        op: 'replace',
        value: { displayName: 'B', 'name.givenName': 'C', [`${enterprise}:employeeNumber`]: 'D' },
      },
    );
    expect(after).toStrictEqual({
      schemas: [core, enterprise],
      userName: 'bare',
      name: { givenName: 'C' },
      displayName: 'B',
      emails: [{ value: 'a@b', type: 'work' }],
      [enterprise]: { employeeNumber: 'D' },
    });
  });

  const ways = ['add', 'Replace'].flatMap((op) => [
    (value: unknown) => ({ op, path: `${enterprise}:manager`, value }),
    (value: unknown) => ({ op, path: `${enterprise}.manager`, value }),
    (value: unknown) => ({ op, path: `${enterprise.toUpperCase()}:Manager`, value }),
    (value: unknown) => ({ op, path: enterprise, value: { manager: value } }),
    (value: unknown) => ({ op, value: { [`${enterprise}:manager`]: value } }),
    (value: unknown) => ({ op, value: { [enterprise]: { Manager: value } } }),
  ]);

  test.each([
    MANAGER,
    [MANAGER],
    { value: MANAGER },
    { Value: MANAGER, displayName: 'Boss' },
    [{ $ref: `https://corp.example/Users/${MANAGER}`, value: MANAGER }],
  ])('E6 SCIM 5.1.11 names the manager as %j', (value) => {
    for (const way of ways) {
      expect(difference(way(value))).toStrictEqual({
        [enterprise]: { department: 'Engines', manager: { value: MANAGER, $ref: `../Users/${MANAGER}` } },
      });
    }
  });

  test.each(['', null, [], [null], [''], { value: '' }, { value: null, $ref: null }])(
    'E6 takes the manager away with %j',
    (value) => {
      for (const way of ways) expect(difference(way(value))).toStrictEqual({ [enterprise]: { department: 'Engines' } });
    },
  );

  test.each([`${enterprise}:manager.value`, `${enterprise}.manager.value`])('E6 names the value alone: %s', (path) => {
    expect(difference({ op: 'replace', path, value: MANAGER })).toMatchObject({
      [enterprise]: { manager: { value: MANAGER, $ref: `../Users/${MANAGER}` } },
    });
    for (const operation of [{ op: 'remove' }, { op: 'replace', value: '' }]) {
      expect(difference({ ...operation, path })).toStrictEqual({ [enterprise]: { department: 'Engines' } });
    }
  });

  test('SCIM 5.1.11 the reference is the server’s, and follows the value', () => {
    const named = { op: 'add', path: `${enterprise}:manager`, value: MANAGER };
    for (const op of ['add', 'replace', 'remove']) {
      expect(codeOf(() => patched({ op, path: `${enterprise}:manager.$ref`, value: 'x' }))).toBe('immutable');
    }
    expect(difference({ ...named, value: { $ref: `../Users/${MANAGER}` } })).toStrictEqual({});
    for (const value of ['m2', MANAGER.toUpperCase(), { value: 'm2', $ref: `../Users/${MANAGER}` }]) {
      expect(JSON.stringify(patched(named, { ...named, value }))).not.toContain('$ref');
    }
  });

  const admin = { value: 'Admin', type: 'App' };
  test.each<[string, unknown]>([
    ['a list in a text', JSON.stringify([admin])],
    ['an object in a text', ` ${JSON.stringify(admin)}`],
    ['texts in a list', [{ value: JSON.stringify({ id: '06b07648', displayName: 'Admin', ...admin }) }]],
    ['a text in an object', { type: 'App', Value: '{"VALUE":"Admin"}' }],
    ['texts in a list in a text', JSON.stringify([{ value: JSON.stringify(admin) }])],
  ])('E11 sends roles as JSON inside a text: %s', (_name, value) => {
    for (const op of ['add', 'Replace']) {
      expect(bareAfter({ op, path: 'roles', value })['roles']).toStrictEqual([admin]);
      expect(bareAfter({ op, value: { Roles: value } })['roles']).toStrictEqual([admin]);
    }
    expect(
      bareAfter({ op: 'add', path: 'roles', value: [admin, { value: 'b' }] }, { op: 'remove', path: 'roles', value })[
        'roles'
      ],
    ).toStrictEqual([{ value: 'b' }]);
  });

  test.each([
    '[nonsense',
    '{',
    '[',
    '["Admin"]',
    '[7]',
    '{"value":7}',
    '[{"value":"a","primary":true},{"primary":"True"}]',
    { value: '{nonsense' },
    [{ value: '{}' }],
    { value: '{"id":"x"}' },
    { value: '{"value":{"a":1}}' },
  ])('E11 refuses %j: never stored as raw text', (value) => {
    for (const op of ['add', 'Replace'])
      expect(codeOf(() => bareAfter({ op, path: 'roles', value }))).toBe('invalid_value');
  });

  test('E11 values that are no texts stay as they are, and so do those that JSON does not start', () => {
    const photos = [{ value: '{"value":"x"}' }];
    expect(bareAfter({ op: 'add', path: 'photos', value: photos })['photos']).toStrictEqual(photos);
    const roles = [{ value: ' {a}' }, { value: '[b]' }, { display: '{c}' }];
    expect(bareAfter({ op: 'add', path: 'roles', value: roles })['roles']).toStrictEqual(roles);
  });

  test('E11 SEC-R28 JSON inside a text is no way round the checks of the body', () => {
    for (const value of ['{"__proto__":{"value":"x"}}', '[{"value":"a","constructor":1}]']) {
      expect(codeOf(() => bareAfter({ op: 'add', path: 'roles', value }))).toBe('invalid_path');
      expect(
        codeOf(() => bareAfter({ op: 'add', path: 'roles', value: { value: `{"value":"a","prototype":1}` } })),
      ).toBe('invalid_path');
    }
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(['malformed', 'invalid_value']).toContain(
      codeOf(() => bareAfter({ op: 'add', path: 'roles', value: deep })),
    );
  });

  test('E13 clears with null and with nothing', () => {
    for (const value of [null, '']) {
      const after = patched(
        { op: 'Replace', path: 'title', value },
        { op: 'Add', path: 'displayName', value },
        { op: 'Replace', path: `${enterprise}:department`, value },
        { op: 'Replace', value: { 'name.givenName': value, emails: value } },
      );
      expect(Object.keys(after)).toStrictEqual(['schemas', 'externalId', 'userName', 'name', 'active', enterprise]);
      expect(after['name']).toStrictEqual({ familyName: 'Lovelace' });
    }
  });

  test('an extension that nobody listed in schemas is named there', () => {
    const after = bareAfter({
      op: 'Add',
      path: 'urn:ietf:params:scim:schemas:extension:Custom:2.0:User:CostCode',
      value: '7',
    });
    expect(after).toStrictEqual({
      schemas: [core, 'urn:ietf:params:scim:schemas:extension:Custom:2.0:User'],
      userName: 'bare',
      'urn:ietf:params:scim:schemas:extension:Custom:2.0:User': { CostCode: '7' },
    });
  });

  test('several operations on one attribute are done one after the other', () => {
    expect(
      difference(
        { op: 'Remove', path: 'title' },
        { op: 'Add', path: 'title', value: 'Dr' },
        { op: 'Replace', path: 'title', value: 'Prof' },
      ),
    ).toStrictEqual({ title: 'Prof' });
  });
});

describe('a group’s own attributes', () => {
  const type = resourceType(groupSchema, []);
  const group = readResource(type, { displayName: 'Engineers', externalId: 'E1' });
  const after = (...operations: unknown[]) => applyPatch(type, group, readPatch(type, { Operations: operations }, ID));

  test('A1 F3 are replaced by a whole object with schemas and the same id', () => {
    const value = { schemas: [groupSchema.id], id: ID, displayName: 'Builders', externalId: 'E2' };
    expect(after({ op: 'replace', value })).toStrictEqual({
      schemas: [groupSchema.id],
      externalId: 'E2',
      displayName: 'Builders',
    });
    expect(codeOf(() => after({ op: 'replace', value: { ...value, id: 'another' } }))).toBe('immutable');
  });

  test('displayName is required, externalId is not', () => {
    expect(after({ op: 'Remove', path: 'externalId' })).toStrictEqual({
      schemas: [groupSchema.id],
      displayName: 'Engineers',
    });
    expect(codeOf(() => after({ op: 'remove', path: 'displayName' }))).toBe('immutable');
    expect(codeOf(() => readResource(type, { externalId: 'E1' }))).toBe('invalid_value');
  });

  test('keep what other clients name: the older URN of a group', () => {
    const older = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';
    expect(readResource(type, { schemas: [groupSchema.id, older], displayName: 'x', [older]: { a: 1 } })).toStrictEqual(
      {
        schemas: [groupSchema.id],
        displayName: 'x',
      },
    );
  });

  test('more than 1,000 members can be read, for they are not kept in the group', () => {
    const members = Array.from({ length: 1_500 }, (_, index) => ({ value: `${index}`, $ref: null, display: 'x' }));
    expect(readResource(type, { displayName: 'x', members })['members']).toHaveLength(1_500);
  });
});
