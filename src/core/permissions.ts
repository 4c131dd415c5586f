/** Drawbridge's own permissions: plural noun, dot, verb. Closed; a host app's permissions are another list. */
export const permissions = [
  'organizations.create',
  'organizations.read',
  'organizations.update',
  'organizations.delete',
  'directories.create',
  'directories.read',
  'directories.delete',
  'directory_tokens.create',
  'directory_tokens.read',
  'directory_tokens.revoke',
  'directory_clients.create',
  'directory_clients.read',
  'directory_clients.update',
  'directory_clients.revoke',
  'access_tokens.create',
  'access_tokens.revoke',
  'scim_requests.read',
  'users.create',
  'users.read',
  'users.update',
  'users.deactivate',
  'users.delete',
  'groups.create',
  'groups.read',
  'groups.update',
  'groups.delete',
] as const;

export type Permission = (typeof permissions)[number];

/** Who acts. Closed; an actor is made by a door after it has verified a credential, and by nobody else. */
export type Actor =
  | { readonly kind: 'operator'; readonly id: string }
  | {
      readonly kind: 'scim_token';
      readonly id: string;
      readonly directoryId: string;
      readonly access: 'read_only' | 'read_write';
    }
  /** A directory's machine that has proved itself to fetch a token, or to give one back. */
  | { readonly kind: 'scim_client'; readonly id: string; readonly directoryId: string };

/** What a directory says of its people and groups, and what its machines do for themselves, nobody else does. */
const ofDirectoriesOnly = new Set<Permission>([
  'access_tokens.create',
  'access_tokens.revoke',
  'users.create',
  'users.update',
  'groups.create',
  'groups.update',
  'groups.delete',
]);

/** The one table of actor × permission. */
const granted: Record<string, ReadonlySet<Permission>> = {
  operator: new Set(permissions.filter((permission) => !ofDirectoriesOnly.has(permission))),
  scim_client: new Set<Permission>(['access_tokens.create', 'access_tokens.revoke']),
  'scim_token read_only': new Set<Permission>(['users.read', 'groups.read']),
  'scim_token read_write': new Set<Permission>([
    'users.create',
    'users.read',
    'users.update',
    'users.deactivate',
    'users.delete',
    'groups.create',
    'groups.read',
    'groups.update',
    'groups.delete',
  ]),
} satisfies Record<'operator' | 'scim_client' | `scim_token ${'read_only' | 'read_write'}`, ReadonlySet<Permission>>;

/** Whether this kind of actor has the permission at all; which rows it reaches is the tenant binding's and the verb's. */
export function isPermitted(actor: Actor, permission: Permission): boolean {
  const row = actor.kind === 'scim_token' ? `scim_token ${actor.access}` : actor.kind;
  return granted[row]?.has(permission) ?? false;
}

/** The directory whose users are all that this actor sees; null sees those of the whole organization. */
export function directoryOf(actor: Actor): string | null {
  return actor.kind === 'operator' ? null : actor.directoryId;
}
