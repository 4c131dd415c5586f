import { AsyncResource } from 'node:async_hooks';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../../src/platform/database/database.ts';
import { UniqueViolation } from '../../../../src/platform/database/faults.ts';
import { models } from '../../../../src/platform/database/prisma.ts';
import type { Statement } from '../../../../src/platform/database/statement.ts';
import type { Tx } from '../../../../src/platform/database/transaction.ts';
import { freshDatabase, superuserOn, type TestDatabase } from '../../../support/building.ts';
import { fillTenant, type Tenant } from './filled-tenants.ts';

const nameOf: Statement = { name: 'test_name_of', text: 'select name from organizations where id = $1' };
const rename: Statement = {
  name: 'test_rename_organization',
  text: 'update organizations set name = $2 where id = $1 returning name',
};
const whoIsBound: Statement = {
  name: 'test_who_is_bound',
  text: `select current_setting('app.organization_id', true), current_setting('transaction_read_only')`,
};
const allIds: Statement = {
  name: 'test_all_ids',
  text: 'select organization_id, id from users where $1::text is not null',
};

let testDatabase: TestDatabase;
let superuser: Client;
/** One connection: whatever a transaction leaves behind, the next one finds. */
let narrow: Database;
/** Four connections. */
let wide: Database;
let ours: Tenant;
let theirs: Tenant;
beforeAll(async () => {
  testDatabase = await freshDatabase();
  if (testDatabase.location.kind !== 'postgres') throw new Error('this needs a server');
  superuser = await superuserOn(testDatabase);
  ours = await fillTenant(superuser, 1, { users: 3, directories: 1 });
  theirs = await fillTenant(superuser, 2, { users: 5, directories: 1 });
  narrow = await openDatabase({ ...testDatabase.location, poolSize: 1 });
  wide = await openDatabase({ ...testDatabase.location, poolSize: 4 });
});
afterAll(async () => {
  await Promise.all([narrow.close(), wide.close(), superuser.end()]);
  await testDatabase.drop();
});

async function leftBehind(): Promise<{ isUnbound: boolean; readOnly: string | null | undefined }> {
  const [row = []] = await narrow.lookUp({ statement: whoIsBound, values: [] });
  return { isUnbound: (row[0] ?? '') === '', readOnly: row[1] };
}

async function storedName({ organizationId }: Tenant): Promise<string> {
  return (await superuser.query('select name from organizations where id = $1', [organizationId])).rows[0].name;
}

const renamedByPrisma = (tx: Tx, name: string) =>
  tx.models.organization.update({ where: { id: tx.organizationId }, data: { name } });

describe('the binding of a transaction', () => {
  it('holds from its first statement on, for Prisma and for SQL, and ends with the commit', async () => {
    const seen = await narrow.readAs(ours.organizationId, async (tx) => ({
      sql: (await tx.query(allIds)).map(([organization]) => organization),
      prisma: (await tx.models.user.findMany()).map((user) => user.organizationId),
    }));
    expect(seen).toEqual({ sql: Array(3).fill(ours.organizationId), prisma: Array(3).fill(ours.organizationId) });
    expect(await leftBehind()).toEqual({ isUnbound: true, readOnly: 'off' });
    expect(await narrow.changeAs(theirs.organizationId, (tx) => tx.models.user.count())).toBe(5);
    expect(await leftBehind()).toEqual({ isUnbound: true, readOnly: 'off' });
  });

  it('ends with the roll back', async () => {
    const failed = narrow.changeAs(ours.organizationId, async (tx) => {
      await tx.query(allIds);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await leftBehind()).toEqual({ isUnbound: true, readOnly: 'off' });
    expect(
      await narrow.lookUp({ statement: { name: 'test_unbound', text: 'select id from users' }, values: [] }),
    ).toEqual([]);
  });

  it('does not depend on a statement being sent', async () => {
    expect(await narrow.readAs(ours.organizationId, async () => 'nothing')).toBe('nothing');
    expect(await leftBehind()).toEqual({ isUnbound: true, readOnly: 'off' });
  });
});

describe('readAs', () => {
  it('refuses to write, by SQL and by Prisma', async () => {
    const bySql = narrow.readAs(ours.organizationId, (tx) => tx.query(rename, ['Written']));
    await expect(bySql).rejects.toMatchObject({ code: '25006' });
    await expect(narrow.readAs(ours.organizationId, (tx) => renamedByPrisma(tx, 'Written'))).rejects.toThrow(
      /read-only transaction/,
    );
    expect(await storedName(ours)).not.toBe('Written');
    expect(await leftBehind()).toEqual({ isUnbound: true, readOnly: 'off' });
  });
});

describe('Prisma and hand-written SQL', () => {
  it('see each other inside one transaction, before it is committed', async () => {
    await wide.changeAs(ours.organizationId, async (tx) => {
      await renamedByPrisma(tx, 'By Prisma');
      expect(await tx.query(nameOf)).toEqual([['By Prisma']]);
      await tx.query(rename, ['By SQL']);
      expect((await tx.models.organization.findUnique({ where: { id: tx.organizationId } }))?.name).toBe('By SQL');
      expect(await wide.flyRead(ours.organizationId, { statement: nameOf, values: [] })).not.toEqual([['By SQL']]);
    });
    expect(await storedName(ours)).toBe('By SQL');
  });

  it('are both rolled back by an exception', async () => {
    const before = { ours: await storedName(ours), theirs: await storedName(theirs) };
    const failed = wide.changeAs(ours.organizationId, async (tx) => {
      await renamedByPrisma(tx, 'Rolled back');
      await tx.query({ name: 'test_seats', text: 'update organizations set seat_limit = 7 where id = $1' });
      throw new Error('after both');
    });
    await expect(failed).rejects.toThrow('after both');
    expect({ ours: await storedName(ours), theirs: await storedName(theirs) }).toEqual(before);
    const { rows } = await superuser.query('select count(*)::int as count from organizations where seat_limit = 7');
    expect(rows[0].count).toBe(0);
  });

  it('throw the same fault for the same violation', async () => {
    const data = {
      organizationId: ours.organizationId,
      directoryId: ours.directoryId,
      shortId: theirs.directoryShortId,
    };
    const byPrisma = wide.changeAs(ours.organizationId, (tx) => tx.models.directoryRoute.create({ data }));
    await expect(byPrisma).rejects.toMatchObject({ name: 'UniqueViolation', constraint: 'directory_routes_pkey' });
    const bySql = wide.changeAs(ours.organizationId, (tx) =>
      tx.query(
        {
          name: 'test_take_route',
          text: 'insert into directory_routes (organization_id, short_id, directory_id) values ($1, $2, $3)',
        },
        [data.shortId, data.directoryId],
      ),
    );
    await expect(bySql).rejects.toThrow(UniqueViolation);
    await expect(bySql).rejects.toMatchObject({ constraint: 'directory_routes_pkey' });
  });

  it('do not reach into another organization', async () => {
    const { organizationId } = theirs;
    const seen = await wide.changeAs(ours.organizationId, async (tx) => ({
      one: await tx.models.organization.findUnique({ where: { id: organizationId } }),
      changed: await tx.models.user.updateMany({ where: { organizationId }, data: { seat: 'held' } }),
      deleted: await tx.models.user.deleteMany({ where: { organizationId } }),
    }));
    expect(seen).toEqual({ one: null, changed: { count: 0 }, deleted: { count: 0 } });
  });

  it('do not let a caught failure pass for success', async () => {
    const swallowed = wide.changeAs(ours.organizationId, async (tx) => {
      await renamedByPrisma(tx, 'Swallowed');
      await tx.query({ name: 'test_broken', text: 'select nonsense where $1 = $1' }).catch(() => {});
      return 'fine';
    });
    await expect(swallowed).rejects.toThrow(/ROLLBACK/);
    expect(await storedName(ours)).not.toBe('Swallowed');
  });

  it('refuse what is outside of a transaction', async () => {
    await expect(models.organization.count()).rejects.toThrow(/outside a transaction/);
  });

  it('refuse a transaction within a transaction', async () => {
    const nested = wide.changeAs(ours.organizationId, (tx) =>
      tx.models.directory.create({
        data: {
          id: '01900000-0000-7000-8000-000000000001',
          name: 'nested',
          provider: 'okta',
          createdAt: new Date(),
          organization: { connect: { id: tx.organizationId } },
          tokens: {
            create: [
              {
                id: '01900000-0000-7000-8000-000000000002',
                secretHash: new Uint8Array(32),
                access: 'read_only',
                createdAt: new Date(),
                expiresAt: new Date(),
              },
            ],
          },
        },
      }),
    );
    await expect(nested).rejects.toThrow(/already open/);
  });
});

describe('a transaction that has ended', () => {
  it('takes no more statements, by SQL or by Prisma', async () => {
    let kept: Tx | undefined;
    let late: (() => Promise<number>) | undefined;
    await narrow.changeAs(ours.organizationId, async (tx) => {
      kept = tx;
      // Keeps the transaction's context, as a promise that nobody awaits would.
      late = AsyncResource.bind(async () => await tx.models.user.count());
    });
    await narrow.changeAs(theirs.organizationId, async () => {
      await expect(kept?.query(allIds)).rejects.toThrow(/ended/);
      await expect(late?.()).rejects.toThrow(/ended/);
    });
  });
});

describe('50 transactions on four connections', () => {
  it('each see their own organization only, whatever the others do', async () => {
    const sizes = [3, 5, 2, 4, 6];
    const tenants = [ours, theirs];
    for (const [index, users] of sizes.entries())
      if (index > 1) tenants.push(await fillTenant(superuser, index + 1, { users, directories: 1 }));
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const tenant = tenants[index % 5] as Tenant;
        const seen = await mixed(tenant.organizationId, index);
        expect(seen, `${index}`).toEqual(Array(sizes[index % 5] ?? 0).fill(tenant.organizationId));
      }),
    );
    for (const [index, tenant] of tenants.entries())
      expect(await storedName(tenant)).toMatch(new RegExp(`^of ${index} `));
    expect(wide.load()).toMatchObject({ total: 4, idle: 4, waiting: 0 });
  });

  /** One of five kinds of work; gives the organizations of the users that it saw. */
  async function mixed(organizationId: string, index: number): Promise<(string | null | undefined)[]> {
    const organizations = (rows: readonly (readonly (string | null)[])[]) => rows.map(([id]) => id);
    const name = `of ${index % 5} by ${index}`;
    const kind = Math.floor(index / 5) % 5;
    if (kind === 0) return organizations(await wide.flyRead(organizationId, { statement: allIds, values: [] }));
    if (kind === 1) {
      await wide.flyChange(organizationId, { statement: rename, values: [name] });
      return organizations(await wide.flyRead(organizationId, { statement: allIds, values: [] }));
    }
    if (kind === 2)
      return wide.readAs(organizationId, async (tx) =>
        (await tx.models.user.findMany()).map((user) => user.organizationId),
      );
    if (kind === 3) {
      return wide.changeAs(organizationId, async (tx) => {
        await renamedByPrisma(tx, name);
        return organizations(await tx.query(allIds));
      });
    }
    const failed = wide.changeAs(organizationId, async (tx) => {
      await renamedByPrisma(tx, 'rolled back');
      throw Object.assign(new Error('on purpose'), { seen: organizations(await tx.query(allIds)) });
    });
    return failed.catch((error: { seen: string[] }) => error.seen);
  }
});
