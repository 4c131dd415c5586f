import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, superuserOn, type TestDatabase } from '../../../support/building.ts';
import { readCatalogue } from '../../../support/catalogue.ts';
import { policyLine } from '../../../support/catalogue-rules.ts';
import { factsOfSchema, schemaText } from '../../../support/data-model.ts';
import { driftBetween, type Facts, factsOfCatalogue } from '../../../support/drift.ts';
import { catalogueAfter } from '../../../support/plant.ts';

/** Prisma knows no policies: these are the ones there may be. A new table brings its own line. */
const POLICIES = [
  'directories.request_log: select to drawbridge_system using true',
  'directories.request_log_lock: update to drawbridge_system using true check false',
  'directories.tenant: all to drawbridge_app using (bound)',
  'directory_client_credentials.tenant: all to drawbridge_app using (bound)',
  'directory_client_routes.routing: select to drawbridge_app using true',
  'directory_client_routes.tenant: all to drawbridge_app using (bound)',
  'directory_clients.purge: select to drawbridge_system using true',
  'directory_clients.tenant: all to drawbridge_app using (bound)',
  'directory_counters.tenant: all to drawbridge_app using (bound)',
  'directory_routes.request_log: select to drawbridge_system using true',
  'directory_routes.routing: select to drawbridge_app using true',
  'directory_routes.tenant: all to drawbridge_app using (bound)',
  'directory_tokens.last_used: update to drawbridge_system using true',
  'directory_tokens.last_used_read: select to drawbridge_system using true',
  'directory_tokens.purge: delete to drawbridge_system using ((client_id IS NOT NULL) AND (expires_at < now()))',
  'directory_tokens.tenant: all to drawbridge_app using (bound)',
  'event_details.tenant_erase: delete to drawbridge_app using ((bound) AND (NOT (EXISTS ( SELECT 1 FROM organizations o WHERE (o.id = event_details.organization_id)))))',
  'event_details.tenant_read: select to drawbridge_app using (bound)',
  'event_details.tenant_write: insert to drawbridge_app check (bound)',
  'events.tenant: all to drawbridge_app using (bound)',
  'group_groups.tenant: all to drawbridge_app using (bound)',
  'group_users.tenant: all to drawbridge_app using (bound)',
  'groups.tenant: all to drawbridge_app using (bound)',
  'organization_routes.routing: select to drawbridge_app using true',
  'organization_routes.tenant: all to drawbridge_app using (bound)',
  'organizations.tenant: all to drawbridge_app using (bound)',
  "scim_requests.request_log: all to drawbridge_system using (at < (now() - '1 day'::interval)) check true",
  'scim_requests.tenant: all to drawbridge_app using (bound)',
  'used_assertions.purge: all to drawbridge_system using (expires_at < now())',
  'used_assertions.tenant: all to drawbridge_app using (bound)',
  'user_emails.tenant: all to drawbridge_app using (bound)',
  'users.tenant: all to drawbridge_app using (bound)',
];

/** A change that was made to the database alone, and the one thing that is to be told of it. */
const PLANTS: readonly [title: string, sql: string, finding: string][] = [
  [
    'an extra table',
    'create table notes (id uuid primary key, text text not null)',
    'notes: nothing in schema.prisma, a table in the database',
  ],
  ['a missing table', 'drop table event_details', 'event_details: a table in schema.prisma, nothing in the database'],
  [
    'an extra column',
    'alter table users add nickname text',
    'users.nickname: nothing in schema.prisma, text or null in the database',
  ],
  [
    'a missing column',
    'alter table directory_tokens drop last_used_at',
    'directory_tokens.last_used_at: timestamp(3) with time zone or null in schema.prisma, nothing in the database',
  ],
  [
    'a missing column of a type that Prisma does not support',
    'alter table events drop transaction',
    'events.transaction: xid8, default pg_current_xact_id() in schema.prisma, nothing in the database',
  ],
  [
    'another type',
    'alter table users alter epoch type bigint',
    'users.epoch: integer, default 1 in schema.prisma, bigint, default 1 in the database',
  ],
  [
    'another precision',
    'alter table users alter created_at type timestamptz',
    'users.created_at: timestamp(3) with time zone in schema.prisma, timestamp with time zone in the database',
  ],
  [
    'a column that may be null',
    'alter table users alter attributes drop not null',
    'users.attributes: text in schema.prisma, text or null in the database',
  ],
  [
    'a column that may not be null',
    'alter table users alter external_id set not null',
    'users.external_id: text or null in schema.prisma, text in the database',
  ],
  [
    'a missing default',
    'alter table users alter seat drop default',
    'users.seat: text, default none in schema.prisma, text in the database',
  ],
  [
    'an extra default',
    'alter table users alter active set default true',
    'users.active: boolean in schema.prisma, boolean, default true in the database',
  ],
  [
    'an extra index',
    'create index on users (organization_id, seat)',
    'users index (organization_id, seat): nothing in schema.prisma, plain in the database',
  ],
  [
    'a doubled index',
    'create index on user_emails (organization_id, value_key)',
    'user_emails index (organization_id, value_key): plain in schema.prisma, plain and plain in the database',
  ],
  [
    'a missing index',
    'drop index users_organization_id_directory_id_id_idx',
    'users index (organization_id, directory_id, id): plain in schema.prisma, nothing in the database',
  ],
  [
    'an index that is unique no more',
    'drop index organization_routes_slug_key; create index on organization_routes (slug)',
    'organization_routes index (slug): unique in schema.prisma, plain in the database',
  ],
  [
    'an index over some of the rows',
    `drop index organization_routes_slug_key; create unique index on organization_routes (slug) where slug > ''`,
    `organization_routes index (slug): unique in schema.prisma, unique where (slug > ''::text) in the database`,
  ],
  [
    'columns in another order',
    'alter table user_emails drop constraint user_emails_pkey; alter table user_emails add primary key (organization_id, position, user_id)',
    'user_emails primary key: (organization_id, user_id, position) in schema.prisma, (organization_id, position, user_id) in the database',
  ],
  [
    'a foreign key that deletes otherwise',
    `alter table user_emails drop constraint user_emails_organization_id_user_id_fkey;
     alter table user_emails add foreign key (organization_id, user_id) references users (organization_id, id)`,
    'user_emails foreign key (organization_id, user_id): to users (organization_id, id) on delete Cascade on update NoAction in schema.prisma, to users (organization_id, id) on delete NoAction on update NoAction in the database',
  ],
  [
    'a missing foreign key',
    'alter table users drop constraint users_organization_id_directory_id_counter_slot_fkey',
    'users foreign key (organization_id, directory_id, counter_slot): to directory_counters (organization_id, directory_id, slot) on delete NoAction on update NoAction in schema.prisma, nothing in the database',
  ],
];

let database: TestDatabase;
let superuser: Client;
let schema: Facts;
beforeAll(async () => {
  schema = factsOfSchema(schemaText());
  database = await freshDatabase();
  superuser = await superuserOn(database);
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});

describe('schema.prisma and the migrated database', () => {
  it('say the same of tables, columns, keys and indexes', async () => {
    expect(schema.get('users')).toBe('a table');
    expect(driftBetween(schema, factsOfCatalogue(await readCatalogue(superuser)))).toEqual([]);
  });

  it.each(PLANTS)('differ by %s', async (_title, sql, finding) => {
    expect(driftBetween(schema, factsOfCatalogue(await catalogueAfter(superuser, sql)))).toEqual([finding]);
  });

  it('differ by a field that only the schema has', () => {
    const more = schemaText().replace('  seat           String', '  nickname       String?  @map("nick_name")\n$&');
    expect(driftBetween(factsOfSchema(more), schema)).toEqual([
      'users.nick_name: text or null in schema.prisma, nothing in the database',
    ]);
  });
});

describe('policies', () => {
  const linesOf = async (sql: string): Promise<string[]> => {
    const { relations } = await catalogueAfter(superuser, sql);
    return relations.flatMap((table) => table.policies.map((policy) => policyLine(table, policy)));
  };

  it('are those of the list', async () => {
    expect(await linesOf('')).toEqual(POLICIES);
  });

  it.each([
    [
      'an extra one',
      'create policy another on users for update to drawbridge_system using (active)',
      [...POLICIES, 'users.another: update to drawbridge_system using active'],
    ],
    ['a missing one', 'drop policy tenant on users', POLICIES.filter((line) => !line.startsWith('users.'))],
    [
      'one for another role',
      'alter policy tenant on users to drawbridge_system',
      POLICIES.map((line) => (line.startsWith('users.') ? line.replace('drawbridge_app', 'drawbridge_system') : line)),
    ],
    [
      'one with another condition',
      'alter policy tenant on users using (true)',
      POLICIES.map((line) => (line.startsWith('users.') ? line.replace('(bound)', 'true') : line)),
    ],
  ])('show %s', async (_title, sql, expected) => {
    const lines = await linesOf(sql);
    expect(lines).not.toEqual(POLICIES);
    expect(lines.toSorted()).toEqual(expected.toSorted());
  });
});
