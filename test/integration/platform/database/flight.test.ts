import type { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../../src/platform/database/database.ts';
import { UniqueViolation } from '../../../../src/platform/database/faults.ts';
import type { Row, Statement } from '../../../../src/platform/database/statement.ts';
import { freshDatabase, superuserOn, type TestDatabase } from '../../../support/building.ts';
import { fillTenant, type Tenant } from './filled-tenants.ts';

const whoIsBound: Statement = {
  name: 'test_who_is_bound',
  text: `select pg_backend_pid(), current_setting('app.organization_id', true), current_setting('transaction_read_only')`,
};
const whatIsPrepared: Statement = {
  name: 'test_what_is_prepared',
  text: 'select name, prepare_time from pg_prepared_statements order by 1',
};
const countUsers: Statement = {
  name: 'test_count_users',
  text: `select count(*), pg_backend_pid(), current_setting('app.organization_id') from users where $1::text is not null`,
};
const addOrganizationRoute: Statement = {
  name: 'test_add_route',
  text: `insert into directory_routes (organization_id, short_id, directory_id) values ($1, $2, $3) returning short_id`,
};
const renameUser: Statement = {
  name: 'test_rename',
  text: 'update users set user_name = $2 where organization_id = $1 and id = $3::uuid returning user_name',
};

let testDatabase: TestDatabase;
let superuser: Client;
let ours: Tenant;
let theirs: Tenant;
/** One connection: whatever a flight leaves behind, the next one finds. */
let database: Database;
beforeAll(async () => {
  testDatabase = await freshDatabase();
  superuser = await superuserOn(testDatabase);
  ours = await fillTenant(superuser, 1, { users: 3, directories: 1 });
  theirs = await fillTenant(superuser, 2, { users: 5, directories: 1 });
});
beforeEach(async () => {
  if (testDatabase.location.kind !== 'postgres') throw new Error('this needs a server');
  database = await openDatabase({ ...testDatabase.location, poolSize: 1 });
  return () => database.close();
});
afterAll(async () => {
  await superuser.end();
  await testDatabase.drop();
});

async function connection(): Promise<{ pid: string; isUnbound: boolean; readOnly: string }> {
  const [row = []] = await database.lookUp({ statement: whoIsBound, values: [] });
  return { pid: row[0] ?? '', isUnbound: (row[1] ?? '') === '', readOnly: row[2] ?? '' };
}

const takeTheirRoute = () =>
  database.flyChange(ours.organizationId, {
    statement: addOrganizationRoute,
    values: [theirs.directoryShortId, ours.directoryId],
  });

describe('the binding of a flight', () => {
  it('holds for its statement and ends with it', async () => {
    const before = await connection();
    const [row = []] = await database.flyRead(ours.organizationId, { statement: countUsers, values: [] });
    expect(row).toEqual(['3', before.pid, ours.organizationId]);
    expect(await connection()).toEqual({ pid: before.pid, isUnbound: true, readOnly: 'off' });
    await database.flyChange(ours.organizationId, { statement: renameUser, values: ['Somebody', ours.userId] });
    expect(await connection()).toEqual({ pid: before.pid, isUnbound: true, readOnly: 'off' });
  });

  it('ends with a flight that fails', async () => {
    const { pid } = await connection();
    await expect(takeTheirRoute()).rejects.toThrow(UniqueViolation);
    expect(await connection()).toEqual({ pid, isUnbound: true, readOnly: 'off' });
    expect(
      await database.lookUp({ statement: { name: 'test_unbound', text: 'select id from users' }, values: [] }),
    ).toEqual([]);
  });

  it('is each flight’s own when many follow each other on one connection', async () => {
    const flights = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? ours : theirs));
    const answers = await Promise.all(
      flights.map(({ organizationId }) => database.flyRead(organizationId, { statement: countUsers, values: [] })),
    );
    expect(answers.map(([row]) => [row?.[0], row?.[2]])).toEqual(
      flights.map(({ organizationId }) => [organizationId === ours.organizationId ? '3' : '5', organizationId]),
    );
    expect(new Set(answers.map(([row]) => row?.[1])).size).toBe(1);
  });

  it('sees nothing of an organization that does not exist', async () => {
    const nobody = '00000000-0000-7000-8000-000000000000';
    expect((await database.flyRead(nobody, { statement: countUsers, values: [] }))[0]?.[0]).toBe('0');
  });
});

describe('a flight', () => {
  it('that only reads refuses to write (25006), and leaves the connection writing', async () => {
    const write = { statement: renameUser, values: ['Nobody', ours.userId] };
    await expect(database.flyRead(ours.organizationId, write)).rejects.toMatchObject({ code: '25006' });
    const { rows } = await superuser.query('select count(*)::int as count from users where user_name = $1', ['Nobody']);
    expect(rows[0].count).toBe(0);
    expect(await database.flyChange(ours.organizationId, write)).toEqual([['Nobody']]);
  });

  it('that fails leaves its connection usable and what is prepared on it known', async () => {
    const prepared = (): Promise<Row[]> => database.lookUp({ statement: whatIsPrepared, values: [] });
    const { pid } = await connection();
    await expect(takeTheirRoute()).rejects.toMatchObject({ constraint: 'directory_routes_pkey' });
    const before = await prepared();
    expect(before.map(([name]) => name)).toEqual(expect.arrayContaining(['bind_organization', 'test_add_route']));
    await expect(takeTheirRoute()).rejects.toThrow(UniqueViolation);
    const added = await database
      .flyChange(theirs.organizationId, { statement: addOrganizationRoute, values: ['spare', ours.directoryId] })
      .catch((error: unknown) => error);
    expect(added).toMatchObject({ name: 'MissingReference' });
    expect(await prepared()).toEqual(before);
    expect((await connection()).pid).toBe(pid);
  });

  it('whose statement cannot be prepared says why, and the next ones fly', async () => {
    const { pid } = await connection();
    const broken: Statement = { name: 'test_broken', text: 'select nonsense from users where organization_id = $1' };
    await expect(database.flyRead(ours.organizationId, { statement: broken, values: [] })).rejects.toMatchObject({
      code: '42703',
    });
    expect((await database.flyRead(ours.organizationId, { statement: countUsers, values: [] }))[0]?.[0]).toBe('3');
    await expect(database.flyRead(ours.organizationId, { statement: broken, values: [] })).rejects.toMatchObject({
      code: '42703',
    });
    expect(
      await database.flyChange(ours.organizationId, { statement: renameUser, values: ['After', ours.userId] }),
    ).toEqual([['After']]);
    expect((await connection()).pid).toBe(pid);
  });

  it('rolls all of its statement back', async () => {
    const statement: Statement = {
      name: 'test_half',
      text: `with renamed as (update users set user_name = $2 where organization_id = $1)
        insert into directory_routes (organization_id, short_id, directory_id) values ($1, $3, $4::uuid)`,
    };
    const values = ['Half', theirs.directoryShortId, ours.directoryId];
    await expect(database.flyChange(ours.organizationId, { statement, values })).rejects.toThrow(UniqueViolation);
    const { rows } = await superuser.query(`select count(*)::int as count from users where user_name = 'Half'`);
    expect(rows[0].count).toBe(0);
  });

  it('refuses a second text under a name that its connection knows', async () => {
    await database.flyRead(ours.organizationId, { statement: countUsers, values: [] });
    const other: Statement = { name: countUsers.name, text: 'select id from users where organization_id = $1' };
    await expect(database.flyRead(ours.organizationId, { statement: other, values: [] })).rejects.toThrow(
      /test_count_users/,
    );
  });
});
