import { isoTime, type Row, type Statement, text } from '../../platform/database/statement.ts';
import type { StoredCredential } from './credential.ts';

/** Where a client_id leads to. */
export type KnownClient = {
  readonly organizationId: string;
  readonly organizationShortId: string;
  readonly directoryId: string;
  readonly directoryShortId: string;
  readonly id: string;
  /** Its client_id. */
  readonly shortId: string;
};

/**
 * $1 client_id. Reads routing tables alone, for the organization is not known yet. The limits keep the planner from
 * reading whole tables.
 */
export const selectClientRoute: Statement = {
  name: 'select_client_route',
  text: `select c.organization_id, o.short_id, c.directory_id, d.short_id, c.client_id, c.short_id
    from (select * from directory_client_routes where short_id = $1 limit 1) c, lateral (
      select short_id from organization_routes where organization_id = c.organization_id limit 1
    ) o, lateral (
      select short_id from directory_routes
      where organization_id = c.organization_id and directory_id = c.directory_id limit 1
    ) d`,
};

/** Reads a row of the statement above. */
export function knownClient(row: Row): KnownClient {
  return {
    organizationId: text(row, 0),
    organizationShortId: text(row, 1),
    directoryId: text(row, 2),
    directoryShortId: text(row, 3),
    id: text(row, 4),
    shortId: text(row, 5),
  };
}

/** How many credentials are looked at: those that may count come first, then secrets that counted once. */
const MAX_LOOKED_AT = 60;

/**
 * $2 client, $3 now, $4 digest of the assertion that is to prove something, or null. A row per credential, of a client
 * without any one row without one; the last column says whether the assertion was used before.
 */
export const selectClientCredentials: Statement = {
  name: 'select_client_credentials',
  text: `select c.revoked_at, c.access, k.id, k.kind, encode(k.secret_hash, 'hex'), k.settings, k.expires_at, k.revoked_at,
      exists (
        select from used_assertions where organization_id = $1 and client_id = $2::uuid and digest = $4::bytea
      )
    from directory_clients c left join directory_client_credentials k
      on k.organization_id = $1 and k.client_id = $2::uuid and (k.revoked_at is null or k.kind = 'secret')
    where c.organization_id = $1 and c.id = $2::uuid
    order by k.revoked_at is null and (k.expires_at is null or k.expires_at > $3::timestamptz) desc, k.id desc
    limit ${MAX_LOOKED_AT}`,
};

/** Reads a row of the statement above; undefined where the client has no credential. */
export function storedCredential(row: Row): StoredCredential | undefined {
  const [, , id, kind, hash, settings] = row;
  if (id === null || id === undefined) return undefined;
  if (kind === 'secret') {
    return { kind, id, hash: hash ?? '', expiresAtMs: Date.parse(isoTime(row, 6)), isRevoked: row[7] !== null };
  }
  // What was checked when it was saved.
  return { kind, id, settings: JSON.parse(settings ?? '{}') } as StoredCredential;
}

/** $2 client. Credentials are counted after this lock, in a statement of their own. */
export const lockClient: Statement = {
  name: 'lock_directory_client',
  text: `select id from directory_clients
    where organization_id = $1 and id = $2::uuid and directory_id = $3::uuid and revoked_at is null for no key update`,
};
