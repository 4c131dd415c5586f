import type { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Database, type DatabaseLocation, openDatabase } from '../../../../src/platform/database/database.ts';
import { MigrationMismatch, migrate, shippedMigrations } from '../../../../src/platform/database/migrate.ts';
import { asAdmin, emptyDatabase, superuserOn, type TestDatabase } from '../../../support/building.ts';
import { databaseUrl } from '../../../support/postgres-setup.ts';

type Server = DatabaseLocation & { kind: 'postgres' };

let database: TestDatabase;
let location: Server;
let superuser: Client;
beforeEach(async () => {
  database = await emptyDatabase();
  if (database.location.kind !== 'postgres') throw new Error('this needs a server');
  location = database.location;
  superuser = await superuserOn(database);
});
afterEach(async () => {
  await superuser.end();
  await database.drop();
});

async function book(): Promise<
  { migration_name: string; checksum: string; finished_at: Date; applied_steps_count: number }[]
> {
  const { rows } = await superuser.query(
    'select migration_name, checksum, finished_at, applied_steps_count from _prisma_migrations order by 1',
  );
  return rows;
}

async function count(sql: string): Promise<number> {
  const { rows } = await superuser.query(`select count(*)::int as count from ${sql}`);
  return rows[0].count;
}

const owner = () => ({ connectionString: location.ownerUrl });

describe('migrations', () => {
  it('are applied once when two replicas start together on an empty database, and both come up', async () => {
    const replicas = await Promise.all([openDatabase(location), openDatabase(location)]);
    try {
      const shipped = shippedMigrations();
      expect(shipped.length).toBeGreaterThan(0);
      expect((await book()).map(({ migration_name, checksum }) => ({ name: migration_name, checksum }))).toEqual(
        shipped.map(({ name, checksum }) => ({ name, checksum })),
      );
      await Promise.all(replicas.map((replica) => replica.ping()));
    } finally {
      await Promise.all(replicas.map((replica) => replica.close()));
    }
  });

  it('are not applied again by a second start', async () => {
    expect(await migrate(owner())).toEqual(shippedMigrations().map(({ name }) => name));
    const before = await book();
    expect(await migrate(owner())).toEqual([]);
    await (await openDatabase(location)).close();
    expect(await book()).toEqual(before);
  });

  it('wait for the replica that is migrating', async () => {
    await superuser.query('begin');
    const [{ key }] = (await superuser.query(`select 7301964418::bigint as key, pg_advisory_lock(7301964418)`)).rows;
    const waiting = migrate(owner());
    await waitFor(() =>
      count(
        `pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`,
      ),
    );
    expect(await count(`pg_tables where tablename = 'users'`)).toBe(0);
    await superuser.query('select pg_advisory_unlock($1)', [key]);
    await superuser.query('commit');
    expect(await waiting).toHaveLength(shippedMigrations().length);
  });

  it('refuse to start on a database that was migrated with another text, and leave it as it is', async () => {
    await migrate(owner());
    const name = shippedMigrations()[0]?.name ?? '';
    await superuser.query(`update _prisma_migrations set checksum = repeat('0', 64) where migration_name = $1`, [name]);
    const before = await book();
    await expect(openDatabase(location)).rejects.toThrow(MigrationMismatch);
    await expect(openDatabase(location)).rejects.toThrow(name);
    expect(await book()).toEqual(before);
    await everybodyElseIsGone();
  });

  it('leave nothing behind when one fails, and are applied at the next start', async () => {
    // In the way of the first migration, past its first statements.
    await superuser.query('create table event_details (id int)');
    await expect(migrate(owner())).rejects.toThrow('event_details');
    expect(await count(`pg_tables where tablename = 'organizations'`)).toBe(0);
    expect(await book()).toEqual([]);
    await superuser.query('drop table event_details');
    expect(await migrate(owner())).toHaveLength(shippedMigrations().length);
  });
});

describe('a role of the service', () => {
  const login = `drawbridge_test_bypass_${process.pid}`;
  const superuserUrl = () => databaseUrl(inject('adminUrl'), new URL(location.ownerUrl).pathname.slice(1));
  const loginUrl = () => databaseUrl(inject('adminUrl'), new URL(location.ownerUrl).pathname.slice(1), login);

  it.each(['appUrl', 'systemUrl'] as const)('is refused when its URL (%s) is a superuser’s', async (url) => {
    await expect(openDatabase({ ...location, [url]: superuserUrl() })).rejects.toThrow(/bypasses row-level security/);
  });

  it.each(['appUrl', 'systemUrl'] as const)('is refused when it may bypass row-level security (%s)', async (url) => {
    await asAdmin(`create role ${login} login password 'test' bypassrls in role drawbridge_app, drawbridge_system`);
    try {
      await expect(openDatabase({ ...location, [url]: loginUrl() })).rejects.toThrow(
        `${login} bypasses row-level security`,
      );
      await asAdmin(`alter role ${login} nobypassrls`);
      const opened: Database = await openDatabase({ ...location, [url]: loginUrl() });
      await opened.close();
    } finally {
      await asAdmin(`drop role ${login}`);
    }
  });

  it('leaves no connection behind when it is refused', async () => {
    await expect(openDatabase({ ...location, systemUrl: superuserUrl() })).rejects.toThrow();
    await everybodyElseIsGone();
  });
});

/** Resolves when no other connection to the database is left. */
async function everybodyElseIsGone(): Promise<void> {
  await waitFor(
    async () => 1 - (await count('pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')),
  );
}

/** Resolves when `measure` gives more than nothing; the test's own time limit ends it otherwise. */
async function waitFor(measure: () => Promise<number>): Promise<void> {
  while ((await measure()) <= 0) await new Promise((resolve) => setTimeout(resolve, 10));
}
