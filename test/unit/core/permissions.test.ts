import { describe, expect, test } from 'vitest';
import { type Actor, directoryOf, isPermitted, type Permission, permissions } from '../../../src/core/permissions.ts';

const operator: Actor = { kind: 'operator', id: 'ada' };
const token = (access: 'read_only' | 'read_write'): Actor => ({
  kind: 'scim_token',
  id: 't',
  directoryId: 'd',
  access,
});
const client: Actor = { kind: 'scim_client', id: 'c', directoryId: 'd' };
const actors = {
  operator,
  'read-only token': token('read_only'),
  'read-write token': token('read_write'),
  client,
};

type Row = Readonly<Record<keyof typeof actors, boolean>>;
const row = (operatorMay: boolean, readOnlyMay: boolean, readWriteMay: boolean): Row => ({
  operator: operatorMay,
  'read-only token': readOnlyMay,
  'read-write token': readWriteMay,
  client: false,
});
/** What a machine does for itself, and nobody for it. */
const clientsOnly: Row = { operator: false, 'read-only token': false, 'read-write token': false, client: true };

/** Written down a second time on purpose: whoever changes who may do what changes it here too, and knows it. */
const table: Readonly<Record<Permission, Row>> = {
  'organizations.create': row(true, false, false),
  'organizations.read': row(true, false, false),
  'organizations.update': row(true, false, false),
  'organizations.delete': row(true, false, false),
  'directories.create': row(true, false, false),
  'directories.read': row(true, false, false),
  'directories.delete': row(true, false, false),
  'directory_tokens.create': row(true, false, false),
  'directory_tokens.read': row(true, false, false),
  'directory_tokens.revoke': row(true, false, false),
  'directory_clients.create': row(true, false, false),
  'directory_clients.read': row(true, false, false),
  'directory_clients.update': row(true, false, false),
  'directory_clients.revoke': row(true, false, false),
  'access_tokens.create': clientsOnly,
  'access_tokens.revoke': clientsOnly,
  'scim_requests.read': row(true, false, false),
  // What comes from a directory is the directory's to make and to change.
  'users.create': row(false, false, true),
  'users.read': row(true, true, true),
  'users.update': row(false, false, true),
  'users.deactivate': row(true, false, true),
  'users.delete': row(true, false, true),
  'groups.create': row(false, false, true),
  'groups.read': row(true, true, true),
  'groups.update': row(false, false, true),
  'groups.delete': row(false, false, true),
};

describe('isPermitted', () => {
  test.each(
    permissions.flatMap((permission) => Object.entries(actors).map(([name, actor]) => ({ permission, name, actor }))),
  )('$name, $permission', ({ permission, name, actor }) => {
    expect(isPermitted(actor, permission)).toBe(table[permission][name as keyof typeof actors]);
  });

  test.each(permissions)('somebody has %s', (permission) => {
    expect(Object.values(actors).some((actor) => isPermitted(actor, permission))).toBe(true);
  });

  test('a read-only token may nothing that a read-write token may not', () => {
    const extra = permissions.filter(
      (each) => isPermitted(token('read_only'), each) && !isPermitted(token('read_write'), each),
    );
    expect(extra).toEqual([]);
  });

  test.each([
    { kind: 'somebody', id: 'x' },
    { kind: 'scim_token', id: 't', directoryId: 'd', access: 'root' },
  ])('an actor that there is not may nothing: %j', (actor) => {
    expect(permissions.filter((permission) => isPermitted(actor as unknown as Actor, permission))).toEqual([]);
  });

  test('a permission that there is not is nobody’s', () => {
    for (const actor of Object.values(actors)) expect(isPermitted(actor, 'users.everything' as Permission)).toBe(false);
  });

  test('names are a plural noun, a dot, a verb, each once', () => {
    for (const permission of permissions) expect(permission).toMatch(/^[a-z_]+s\.[a-z]+$/);
    expect(new Set(permissions).size).toBe(permissions.length);
  });
});

describe('directoryOf', () => {
  test('a token and a client see their directory, an operator the whole organization', () => {
    expect(directoryOf(token('read_only'))).toBe('d');
    expect(directoryOf(client)).toBe('d');
    expect(directoryOf(operator)).toBeNull();
  });
});
