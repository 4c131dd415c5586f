import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startupOptions } from '../../../../src/platform/database/pool.ts';
import { freshDatabase, superuserOn, type TestDatabase } from '../../../support/building.ts';
import { type Relation, readCatalogue } from '../../../support/catalogue.ts';
import { tenantKey, tenantTables } from '../../../support/catalogue-rules.ts';
import { fillTenant, type Tenant } from './filled-tenants.ts';
import { ROUTING_TABLES } from './routing-tables.ts';

let database: TestDatabase;
let superuser: Client;
/** As the service connects: the owner's login, which has become drawbridge_app. */
let app: Client;
let ours: Tenant;
let theirs: Tenant;
let tables: Relation[];
beforeAll(async () => {
  database = await freshDatabase();
  superuser = await superuserOn(database);
  ours = await fillTenant(superuser, 1, { users: 20, directories: 2 });
  theirs = await fillTenant(superuser, 2, { users: 20, directories: 2 });
  tables = tenantTables(await readCatalogue(superuser));
  if (database.location.kind !== 'postgres') throw new Error('this needs a server');
  app = new Client({ connectionString: database.location.ownerUrl, options: startupOptions('drawbridge_app') });
  await app.connect();
});
afterAll(async () => {
  await Promise.all([app.end(), superuser.end()]);
  await database.drop();
});

/** Runs `work` in a transaction bound to an organization, or to none, and rolls it back. */
async function bound<T>(organizationId: string | undefined, work: () => Promise<T>): Promise<T> {
  await app.query('begin');
  try {
    if (organizationId !== undefined)
      await app.query(`select set_config('app.organization_id', $1, true)`, [organizationId]);
    return await work();
  } finally {
    await app.query('rollback');
  }
}

async function count(client: Client, sql: string, values: readonly unknown[] = []): Promise<number> {
  const { rows } = await client.query(`select count(*)::int as count from ${sql}`, [...values]);
  return rows[0].count;
}

/** The tables for which drawbridge_app has this privilege, with the column that says whose a row is. */
function tablesWith(privilege: string): [string, string][] {
  return tables
    .filter(({ privileges }) => privileges.includes(`drawbridge_app ${privilege}`))
    .map((table) => [table.name, tenantKey(table) ?? '']);
}

/** Inserts a row of `tenant` once more, as it stands; what PostgreSQL makes of it. */
async function insertAgain(tenant: Tenant, [name, key]: [string, string]): Promise<{ code?: string; message: string }> {
  const columns =
    tables.find((table) => table.name === name)?.columns.filter((column) => column.default !== 'identity') ?? [];
  const list = columns.map((column) => `"${column.name}"`).join(', ');
  const { rows } = await superuser.query(`select to_jsonb(t) as row from ${name} t where ${key} = $1 limit 1`, [
    tenant.organizationId,
  ]);
  return app
    .query(`insert into ${name} (${list}) select ${list} from jsonb_populate_record(null::${name}, $1)`, [rows[0].row])
    .then(
      () => ({ message: 'inserted' }),
      (error: { code?: string; message: string }) => error,
    );
}

const FORBIDDEN = { code: '42501', message: expect.stringContaining('violates row-level security policy') };

describe('drawbridge_app without a binding', () => {
  it('sees the routing tables and no row of any other, though all of them are filled', async () => {
    const names = tables.map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(10);
    for (const name of names) {
      expect(await count(superuser, name), `${name} is filled`).toBeGreaterThanOrEqual(2);
      const seen = await bound(undefined, () => count(app, name));
      if (ROUTING_TABLES.includes(name)) expect(seen, name).toBeGreaterThanOrEqual(2);
      else expect(seen, name).toBe(0);
    }
  });

  it('writes nothing anywhere', async () => {
    expect(tablesWith('insert').length).toBeGreaterThan(0);
    for (const table of tablesWith('insert')) {
      expect(await bound(undefined, () => insertAgain(ours, table)), table[0]).toMatchObject(FORBIDDEN);
    }
    for (const [name, key] of tablesWith('update')) {
      expect((await bound(undefined, () => app.query(`update ${name} set ${key} = ${key}`))).rowCount, name).toBe(0);
    }
    for (const [name] of tablesWith('delete'))
      expect((await bound(undefined, () => app.query(`delete from ${name}`))).rowCount, name).toBe(0);
  });

  it('is as one that is bound to no organization at all', async () => {
    const nobody = '00000000-0000-7000-8000-000000000000';
    expect(await bound('', () => count(app, 'users'))).toBe(0);
    expect(await bound(nobody, () => count(app, 'users'))).toBe(0);
  });
});

describe('drawbridge_app bound to one organization', () => {
  it('sees every row of it, and none of another', async () => {
    for (const [name, key] of tablesWith('select')) {
      const all = await count(superuser, `${name} where ${key} = $1`, [ours.organizationId]);
      expect(
        await bound(ours.organizationId, () => count(app, `${name} where ${key} = $1`, [ours.organizationId])),
        name,
      ).toBe(all);
      if (ROUTING_TABLES.includes(name)) continue;
      expect(await bound(ours.organizationId, () => count(app, name)), name).toBe(all);
    }
  });

  it('cannot insert into another (42501), though it may into its own', async () => {
    for (const table of tablesWith('insert')) {
      expect(await bound(ours.organizationId, () => insertAgain(theirs, table)), table[0]).toMatchObject(FORBIDDEN);
      // Past the policy, the row that is there already stands in the way.
      expect(await bound(theirs.organizationId, () => insertAgain(theirs, table)), table[0]).toMatchObject({
        code: '23505',
      });
    }
  });

  it('cannot move a row into another (42501)', async () => {
    expect(tablesWith('update').length).toBeGreaterThan(0);
    for (const [name, key] of tablesWith('update')) {
      const moved = bound(ours.organizationId, () =>
        app.query(`update ${name} set ${key} = $1`, [theirs.organizationId]),
      );
      await expect(moved, name).rejects.toMatchObject(FORBIDDEN);
    }
  });

  it('changes and deletes no row of another', async () => {
    for (const [name, key] of tablesWith('update')) {
      const sql = `update ${name} set ${key} = ${key} where ${key} = $1`;
      expect((await bound(ours.organizationId, () => app.query(sql, [theirs.organizationId]))).rowCount, name).toBe(0);
    }
    for (const [name, key] of tablesWith('delete')) {
      const sql = `delete from ${name} where ${key} = $1`;
      expect((await bound(ours.organizationId, () => app.query(sql, [theirs.organizationId]))).rowCount, name).toBe(0);
    }
  });

  it('cannot point at a row of another', async () => {
    const sql = 'update users set directory_id = $1, counter_slot = 0 where id = $2';
    const pointed = bound(ours.organizationId, () => app.query(sql, [theirs.directoryId, ours.userId]));
    await expect(pointed).rejects.toMatchObject({
      code: '23503',
      constraint: 'users_organization_id_directory_id_counter_slot_fkey',
    });
  });

  it.each([
    ['change', `update events set type = 'x'`],
    ['delete', 'delete from events'],
    ['empty', 'truncate events cascade'],
    ['rewrite details of', `update event_details set details = '{}'`],
  ])('cannot %s events', async (_title, sql) => {
    const done = bound(ours.organizationId, () => app.query(sql));
    await expect(done).rejects.toMatchObject({ code: '42501', message: expect.stringContaining('permission denied') });
  });

  it('erases no detail of an event while its organization stands', async () => {
    expect((await bound(ours.organizationId, () => app.query('delete from event_details'))).rowCount).toBe(0);
  });
});
