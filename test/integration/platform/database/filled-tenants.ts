import type { Client } from 'pg';

/** One organization with rows in every table; the ids are those of its first rows. */
export type Tenant = {
  readonly organizationId: string;
  readonly directoryId: string;
  readonly directoryShortId: string;
  readonly tokenId: string;
  readonly clientId: string;
  readonly clientShortId: string;
  readonly credentialId: string;
  readonly userId: string;
  readonly groupId: string;
  readonly displayNameKey: string;
  readonly userNameKey: string;
  readonly externalId: string;
};

type Size = { readonly users: number; readonly directories: number };

const ORGANIZATION = 0;
const DIRECTORY = 1;
const TOKEN = 2;
const USER = 3;
const EVENT = 4;
const GROUP = 5;
/** Everybody is in the first group; the others have a few members each. */
const GROUPS = 1_000;
const REQUEST = 5;
const CLIENT = 6;
const CREDENTIAL = 7;
const ACCESS_TOKEN = 8;

/** The id of a kind's nth row, made alike in SQL and here. */
function idOf(tenant: number, kind: number, n: number): string {
  return `${hex(tenant * 16 + kind, 8)}-0000-7000-8000-${hex(n, 12)}`;
}

/** The ids of a kind, in SQL. */
function idsOf(tenant: number): (kind: number, n: string) => string {
  return (kind, n) => `('${hex(tenant * 16 + kind, 8)}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
}

function hex(n: number, digits: number): string {
  return n.toString(16).padStart(digits, '0');
}

/** Fills organization number `tenant` as the superuser, in bulk. Most users are in its first directory. */
export async function fillTenant(superuser: Client, tenant: number, { users, directories }: Size): Promise<Tenant> {
  const id = idsOf(tenant);
  const organization = `'${idOf(tenant, ORGANIZATION, 0)}'::uuid`;
  const directory = id(DIRECTORY, `case when n % 10 = 0 then n % ${directories} else 0 end`);
  const each = (count: number) => `generate_series(0, ${count - 1}) n`;
  await superuser.query(`
    insert into organizations (id, name, created_at, modified_at) values (${organization}, 'tenant ${tenant}', now(), now());
    insert into organization_routes (organization_id, slug, short_id) values (${organization}, 'tenant-${tenant}', 'o${tenant}');
    insert into directories (organization_id, id, name, provider, created_at)
      select ${organization}, ${id(DIRECTORY, 'n')}, 'directory ' || n, 'okta', now() from ${each(directories)};
    insert into directory_routes (short_id, organization_id, directory_id)
      select 'd${tenant}x' || n, ${organization}, ${id(DIRECTORY, 'n')} from ${each(directories)};
    insert into directory_counters (organization_id, directory_id, slot)
      select ${organization}, ${id(DIRECTORY, 'n')}, slot from ${each(directories)}, generate_series(0, 15) slot;
    insert into directory_tokens (organization_id, id, directory_id, secret_hash, access, created_at, expires_at)
      select ${organization}, ${id(TOKEN, 'n')}, ${id(DIRECTORY, 'n / 2')}, sha256(('${tenant} ' || n)::bytea), 'read_write', now(), now() + '1 year'
      from ${each(directories * 2)};
    insert into users (organization_id, id, directory_id, counter_slot, user_name, user_name_key, external_id, active, attributes, created_at, modified_at)
      select ${organization}, ${id(USER, 'n')}, ${directory}, n % 16, 'User' || n || '@corp.example', 'user' || n || '@corp.example', '00u' || n,
        n % 5 > 0, json_build_object('userName', 'User' || n || '@corp.example', 'displayName', repeat('x', 200)), now(), now() from ${each(users)};
    update directory_counters c set users = (select count(*) from users u where u.organization_id = c.organization_id
      and u.directory_id = c.directory_id and u.counter_slot = c.slot) where organization_id = ${organization};
    insert into groups (organization_id, id, directory_id, counter_slot, display_name, display_name_key, external_id, attributes, folded, created_at, modified_at)
      select ${organization}, ${id(GROUP, 'n')}, ${id(DIRECTORY, '0')}, n % 16, 'Group ' || n, 'group ' || n, 'g' || n, '{}', '{}', now(), now() from ${each(GROUPS)};
    update directory_counters c set groups = (select count(*) from groups g where g.organization_id = c.organization_id
      and g.directory_id = c.directory_id and g.counter_slot = c.slot) where organization_id = ${organization};
    insert into group_users (organization_id, group_id, user_id, added_at)
      select ${organization}, ${id(GROUP, 'case when copy = 0 then 0 else n % 999 + 1 end')}, ${id(USER, 'n')}, now()
      from ${each(users)}, generate_series(0, 1) copy;
    insert into group_groups (organization_id, group_id, member_id, added_at)
      select ${organization}, ${id(GROUP, 'n')}, ${id(GROUP, 'n + 500')}, now() from generate_series(0, 499) n;
    insert into user_emails (organization_id, user_id, position, value, value_key, type, is_primary)
      select ${organization}, ${id(USER, 'n')}, position, value, value, 'work', position = 0
      from ${each(users)}, generate_series(0, 1) position, lateral (select 'mail' || n || '.' || position || '@corp.example') m (value);
    insert into events (organization_id, id, type, subject_kind, subject_id, actor_kind, actor_id, request_id, occurred_at)
      select ${organization}, ${id(EVENT, 'n')}, 'user.updated', 'user', ${id(USER, 'n / 2')}, 'system', 'test', 'request', now() from ${each(users * 2)};
    insert into event_details (organization_id, event_id, details)
      select ${organization}, ${id(EVENT, 'n')}, '{"changed": ["displayName"]}' from ${each(users * 2)};
    insert into scim_requests (organization_id, directory_id, id, at, method, path, status, duration_ms, client, request_body)
      select ${organization}, ${id(DIRECTORY, `n % ${directories}`)}, ${id(REQUEST, 'n')}, now(), 'POST', '/Users', 201, 5, 'okta', repeat('x', 200) from ${each(users * 2)}`);
  await fillClients(superuser, tenant, { users, directories });
  return {
    organizationId: idOf(tenant, ORGANIZATION, 0),
    directoryId: idOf(tenant, DIRECTORY, 0),
    directoryShortId: `d${tenant}x0`,
    tokenId: idOf(tenant, TOKEN, 0),
    clientId: idOf(tenant, CLIENT, 0),
    clientShortId: `c${tenant}x0`,
    credentialId: idOf(tenant, CREDENTIAL, 0),
    userId: idOf(tenant, USER, 1),
    groupId: idOf(tenant, GROUP, 0),
    displayNameKey: 'group 1',
    userNameKey: 'user1@corp.example',
    externalId: '00u1',
  };
}

/** A client for each directory, with its credentials, the tokens it fetched and the assertions it used. */
async function fillClients(superuser: Client, tenant: number, { users, directories }: Size): Promise<void> {
  const id = idsOf(tenant);
  const organization = `'${idOf(tenant, ORGANIZATION, 0)}'::uuid`;
  const each = (count: number) => `generate_series(0, ${count - 1}) n`;
  await superuser.query(`
    insert into directory_clients (organization_id, id, directory_id, name, access, created_at)
      select ${organization}, ${id(CLIENT, 'n')}, ${id(DIRECTORY, 'n')}, 'client ' || n, 'read_write', now() from ${each(directories)};
    insert into directory_client_routes (short_id, organization_id, directory_id, client_id)
      select 'c${tenant}x' || n, ${organization}, ${id(DIRECTORY, 'n')}, ${id(CLIENT, 'n')} from ${each(directories)};
    insert into directory_client_credentials (organization_id, client_id, id, kind, secret_hash, settings, created_at, expires_at)
      select ${organization}, ${id(CLIENT, 'n / 3')}, ${id(CREDENTIAL, 'n')}, 'secret', sha256(n::text::bytea), '{}', now(), now() + '1 year'
      from ${each(directories * 3)};
    insert into directory_tokens (organization_id, id, directory_id, secret_hash, access, created_at, expires_at, client_id, credential_id)
      select ${organization}, ${id(ACCESS_TOKEN, 'n')}, ${id(DIRECTORY, `n % ${directories}`)}, sha256(('access ' || n)::bytea), 'read_write', now(),
        now() + '1 hour', ${id(CLIENT, `n % ${directories}`)}, ${id(CREDENTIAL, `n % ${directories} * 3`)} from ${each(users * 2)};
    insert into used_assertions (organization_id, client_id, digest, expires_at)
      select ${organization}, ${id(CLIENT, `n % ${directories}`)}, sha256(n::text::bytea), now() + '1 hour' from ${each(users * 2)}`);
}

/** Fills the database with organizations that have a directory and a client each, many tokens from the past, and nobody in it yet. */
export async function fillCrowd(superuser: Client, organizations: number): Promise<void> {
  const id = `('ffffffff-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
  const each = `generate_series(1, ${organizations}) n`;
  await superuser.query(`
    insert into organizations (id, name, created_at, modified_at) select ${id}, 'organization ' || n, now(), now() from ${each};
    insert into organization_routes (organization_id, slug, short_id) select ${id}, 'crowd-' || n, 'c' || n from ${each};
    insert into directories (organization_id, id, name, provider, created_at) select ${id}, ${id}, 'directory', 'okta', now() from ${each};
    insert into directory_routes (short_id, organization_id, directory_id) select 'cd' || n, ${id}, ${id} from ${each};
    insert into directory_clients (organization_id, id, directory_id, name, access, created_at)
      select ${id}, ${id}, ${id}, 'client', 'read_write', now() from ${each};
    insert into directory_client_routes (short_id, organization_id, directory_id, client_id)
      select 'cc' || n, ${id}, ${id}, ${id} from ${each};
    insert into directory_tokens (organization_id, id, directory_id, secret_hash, access, created_at, expires_at, revoked_at)
      select ${id}, gen_random_uuid(), ${id}, sha256((n || ' ' || nth)::bytea), 'read_only', now(), now(), now()
      from ${each}, generate_series(1, 20) nth`);
}
