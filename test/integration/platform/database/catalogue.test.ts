import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, superuserOn, type TestDatabase } from '../../../support/building.ts';
import type { Catalogue } from '../../../support/catalogue.ts';
import {
  foreignKeysLeadWithOrganization,
  grantsAreNarrow,
  keysLeadWithOrganization,
  nothingElseIsReachable,
  policiesAreBound,
  rolesAreHarmless,
  rowSecurityIsForced,
  storedKeysCompareByBytes,
  tenantTables,
} from '../../../support/catalogue-rules.ts';
import { catalogueAfter } from '../../../support/plant.ts';
import { ROUTING_TABLES } from './routing-tables.ts';

const RULES = [
  rowSecurityIsForced,
  policiesAreBound(ROUTING_TABLES),
  nothingElseIsReachable,
  foreignKeysLeadWithOrganization,
  keysLeadWithOrganization(ROUTING_TABLES),
  rolesAreHarmless,
  grantsAreNarrow,
  storedKeysCompareByBytes,
];

const BOUND = `organization_id = (select nullif(current_setting('app.organization_id', true), '')::uuid)`;
const GUARDED = `alter table notes enable row level security; alter table notes force row level security;
  create policy tenant on notes to drawbridge_app using (${BOUND})`;

/** What somebody might do to the database, and everything that the rules say of it. */
const PLANTS: readonly [title: string, sql: string, findings: readonly string[]][] = [
  [
    'a new tenant table without row-level security',
    'create table notes (organization_id uuid, id uuid, primary key (organization_id, id))',
    [
      'notes: row-level security is not enabled',
      'notes: row-level security is not forced',
      'notes: no policy for drawbridge_app',
    ],
  ],
  [
    'row-level security that does not bind the owner',
    'alter table users no force row level security',
    ['users: row-level security is not forced'],
  ],
  [
    'row-level security switched off',
    'alter table organizations disable row level security',
    ['organizations: row-level security is not enabled'],
  ],
  ['no policy at all', 'drop policy tenant on users', ['users: no policy for drawbridge_app']],
  [
    'a policy for another role only',
    'alter policy tenant on users to drawbridge_system',
    ['users: no policy for drawbridge_app'],
  ],
  [
    'a second policy that opens the table',
    'create policy open on users for select to drawbridge_app using (active)',
    ['users: policy open is not bound to app.organization_id'],
  ],
  [
    'a policy that opens the table to everybody',
    'create policy open on users using (true)',
    ['users: policy open is not bound to app.organization_id'],
  ],
  [
    'a condition that another one goes round',
    `alter policy tenant on users using (${BOUND} and active or seat = 'none')`,
    ['users: policy tenant is not bound to app.organization_id'],
  ],
  [
    'a binding to another setting',
    `alter policy tenant on users using (organization_id = (select nullif(current_setting('app.tenant', true), '')::uuid))`,
    ['users: policy tenant is not bound to app.organization_id'],
  ],
  [
    'writing that is checked by less than reading',
    'alter policy tenant on users with check (true)',
    ['users: policy tenant is not bound to app.organization_id'],
  ],
  [
    'a routing table that anybody may write',
    'create policy open on directory_routes for insert to drawbridge_app with check (true)',
    ['directory_routes: policy open is not bound to app.organization_id'],
  ],
  [
    'a narrower policy beside the one that binds',
    'create policy more on users as restrictive to drawbridge_app using (active)',
    [],
  ],
  ['a policy that binds and asks for more', `alter policy tenant on users using (${BOUND} and active)`, []],
  [
    'a table of no tenant in reach of the service',
    'create table settings (id uuid primary key); grant select (id) on settings to drawbridge_app',
    ['settings: drawbridge_app may use it, and no policy stands before it'],
  ],
  [
    'the book of migrations in reach of everybody',
    'grant insert on _prisma_migrations to public',
    ['_prisma_migrations: drawbridge_app may use it, and no policy stands before it'],
  ],
  [
    'a view that reads as its owner',
    'create view everyone as select * from users; grant select on everyone to drawbridge_app',
    ['everyone: drawbridge_app may use it, and no policy stands before it'],
  ],
  [
    'a view that reads as who asks',
    'create view everyone with (security_invoker = true) as select * from users; grant select on everyone to drawbridge_app',
    [],
  ],
  [
    'a copy of all tenants',
    'create materialized view everyone as select * from users; grant select on everyone to drawbridge_app',
    ['everyone: drawbridge_app may use it, and no policy stands before it'],
  ],
  [
    'a function that runs as its owner',
    `create function everyone() returns bigint security definer language sql as 'select count(*) from users'`,
    [
      "everyone(): drawbridge_app may call it with its owner's rights",
      "everyone(): drawbridge_system may call it with its owner's rights",
    ],
  ],
  [
    'a foreign key in another order on one side',
    'alter table user_emails add constraint stray foreign key (user_id, organization_id) references users (organization_id, id)',
    ['user_emails: foreign key stray does not start with organization_id on both sides'],
  ],
  [
    'a foreign key in another order on both sides',
    'alter table user_emails add constraint stray foreign key (user_id, organization_id) references users (id, organization_id)',
    ['user_emails: foreign key stray does not start with organization_id on both sides'],
  ],
  [
    'a foreign key without the organization',
    'create unique index users_id on users (id); alter table user_emails add constraint stray foreign key (user_id) references users (id)',
    [
      'user_emails: foreign key stray does not start with organization_id on both sides',
      'users: unique key users_id does not start with organization_id',
    ],
  ],
  [
    'a foreign key to an organization by another column',
    'alter table event_details add constraint stray foreign key (event_id) references organizations (id)',
    ['event_details: foreign key stray does not start with organization_id on both sides'],
  ],
  [
    'a table without a primary key',
    `create table notes (organization_id uuid, text text); ${GUARDED}`,
    ['notes: no primary key'],
  ],
  ['a table of no tenant without a primary key', 'create table settings (text text)', ['settings: no primary key']],
  [
    'a primary key that starts otherwise',
    `create table notes (id uuid primary key, organization_id uuid); ${GUARDED}`,
    ['notes: unique key notes_pkey does not start with organization_id'],
  ],
  [
    'a role that bypasses row-level security',
    'alter role drawbridge_app bypassrls',
    ['drawbridge_app bypasses row-level security'],
  ],
  [
    'a role that owns a table',
    'alter table users owner to drawbridge_system',
    ['drawbridge_system owns table users', 'users: drawbridge_system may truncate'],
  ],
  [
    'a role that owns a function',
    `create function f() returns int language sql as 'select 1'; alter function f() owner to drawbridge_app`,
    ['drawbridge_app owns function f()'],
  ],
  [
    'a role that belongs to another',
    'grant pg_monitor to drawbridge_app',
    ['drawbridge_app is a member of pg_monitor'],
  ],
  [
    'events that may be changed',
    'grant update (type) on events to drawbridge_app',
    ['events: drawbridge_app may update'],
  ],
  [
    'events that may be deleted',
    'grant delete on events to drawbridge_system',
    ['events: drawbridge_system may delete'],
  ],
  ['a table that may be emptied', 'grant truncate on users to drawbridge_app', ['users: drawbridge_app may truncate']],
  [
    'a stored key in the order of a language',
    'alter table users alter user_name_key type text collate "default"',
    ['users.user_name_key: a stored key that is not collate "C"'],
  ],
];

let database: TestDatabase;
let superuser: Client;
beforeAll(async () => {
  database = await freshDatabase();
  superuser = await superuserOn(database);
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});

function findings(catalogue: Catalogue): string[] {
  return RULES.flatMap((rule) => rule(catalogue)).toSorted();
}

describe('the rules of the catalogue', () => {
  it('find nothing wrong in the migrated database', async () => {
    const catalogue = await catalogueAfter(superuser, '');
    expect(findings(catalogue)).toEqual([]);
  });

  it('are about every table but the book of migrations', async () => {
    const catalogue = await catalogueAfter(superuser, '');
    const others = catalogue.relations
      .map(({ name }) => name)
      .filter((name) => !tenantTables(catalogue).some((table) => table.name === name));
    expect(others).toEqual(['_prisma_migrations']);
    expect(tenantTables(catalogue).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['organizations', 'users', 'events', ...ROUTING_TABLES]),
    );
  });

  it.each(PLANTS)('judge %s', async (_title, sql, expected) => {
    expect(findings(await catalogueAfter(superuser, sql))).toEqual([...expected].toSorted());
  });

  it('find a role that is a superuser, who may do everything', async () => {
    const found = findings(await catalogueAfter(superuser, 'alter role drawbridge_system superuser'));
    expect(found).toEqual(
      expect.arrayContaining(['drawbridge_system is a superuser', 'events: drawbridge_system may delete']),
    );
  });

  it('find a routing table that nobody has named', async () => {
    const catalogue = await catalogueAfter(superuser, '');
    expect(policiesAreBound(['organization_routes'])(catalogue)).toEqual([
      'directory_client_routes: policy routing is not bound to app.organization_id',
      'directory_routes: policy routing is not bound to app.organization_id',
    ]);
    expect(keysLeadWithOrganization(['organization_routes'])(catalogue)).toEqual([
      'directory_client_routes: unique key directory_client_routes_pkey does not start with organization_id',
      'directory_routes: unique key directory_routes_pkey does not start with organization_id',
    ]);
  });
});
