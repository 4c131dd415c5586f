import { Client } from 'pg';
import { hashSecret } from '../src/platform/secrets.ts';
import { databaseUrl, OWNER } from '../test/support/postgres-setup.ts';
import { startPostgres } from '../test/support/throwaway-postgres.ts';
import type { Child } from './child.ts';
import { fillFloor, fillOurs, floorSchema, people, type Somebody } from './fill.ts';
import { openLoad } from './load.ts';
import { CONCURRENCY, type Contestant, type Pair } from './measure.ts';
import { makeTenancy, startFloor, startOurs, type Tenancy } from './ours.ts';

/** As in production, except that nothing need survive the machine (fsync). The same for both contestants. */
const SETTINGS = [
  'shared_buffers=512MB',
  'max_wal_size=4GB',
  'synchronous_commit=on',
  'full_page_writes=on',
  'autovacuum=on',
];

/** One PostgreSQL for all contestants. */
export type Stage = {
  readonly version: string;
  readonly postmaster: number;
  readonly adminUrl: string;
  stop(): Promise<void>;
};

/** Starts PostgreSQL. The caller stops it. */
export async function openStage(): Promise<Stage> {
  const postgres = await startPostgres({ settings: SETTINGS });
  process.once('exit', () => postgres.process.kill('SIGINT'));
  const adminUrl = `postgres://postgres@localhost/postgres?host=${postgres.host}`;
  const version = await withClient(adminUrl, async (admin) => {
    await admin.query(`create role ${OWNER} login createrole password 'test'`);
    return String((await admin.query('show server_version')).rows[0]?.server_version);
  });
  return { version, postmaster: postgres.process.pid ?? 0, adminUrl, stop: () => postgres.stop() };
}

/** Two filled databases, one for the floor and one for ours. */
export type Prepared = {
  readonly floorUrl: string;
  readonly oursUrl: string;
  readonly tenancy: Tenancy;
  readonly people: readonly Somebody[];
  /** Our service's first start on the empty database, migrations included. */
  readonly firstStartMs: number;
};

/** Makes both databases and fills them with `users` people; ours also gets another organization, a fifth as large. */
export async function prepare({ adminUrl }: Stage, users: number): Promise<Prepared> {
  const [floor, ours] = [`bench_floor_${users}`, `bench_ours_${users}`];
  await withClient(adminUrl, async (admin) => {
    for (const name of [floor, ours]) await admin.query(`create database ${name} owner ${OWNER}`);
  });
  const [floorUrl, oursUrl] = [databaseUrl(adminUrl, floor, OWNER), databaseUrl(adminUrl, ours, OWNER)];
  const { measured, other, firstStartMs } = await migrated(oursUrl);
  const everybody = people(users, 'user');
  await withClient(floorUrl, async (client) => {
    await client.query(floorSchema);
    await fillFloor(client, everybody);
  });
  await withClient(databaseUrl(adminUrl, ours), async (client) => {
    await fillOurs(client, measured, everybody);
    await fillOurs(client, other, people(Math.ceil(users / 5), 'other'));
  });
  for (const name of [floor, ours]) await withClient(databaseUrl(adminUrl, name), tidy);
  return { floorUrl, oursUrl, tenancy: measured, people: everybody, firstStartMs };
}

/** Has our service migrate its database and make two organizations, so that no plan may think that there is one. */
async function migrated(oursUrl: string): Promise<{ measured: Tenancy; other: Tenancy; firstStartMs: number }> {
  const child = await startOurs({ DATABASE_URL: oursUrl });
  try {
    const measured = await makeTenancy(child, 'Measured');
    return { measured, other: await makeTenancy(child, 'Other'), firstStartMs: child.coldStartMs };
  } finally {
    await child.stop();
  }
}

/** Starts both contestants on their databases. `flags` are node's, for ours. */
export async function startPair(
  prepared: Prepared,
  flags: readonly string[] = [],
): Promise<Pair & { stop(): Promise<void> }> {
  const { floorUrl, oursUrl, tenancy, people: everybody } = prepared;
  const { token, users } = tenancy;
  const floor = await startFloor({
    databaseUrl: floorUrl,
    tokenHash: hashSecret(token).toString('base64'),
    total: everybody.length,
  });
  const ours = await startOurs({ DATABASE_URL: oursUrl }, flags);
  const contestant = (child: Child, path: string): Contestant => ({
    child,
    load: openLoad({ port: child.port, token }, CONCURRENCY),
    house: { users: path, people: everybody, created: 0 },
  });
  const pair = { users: everybody.length, floor: contestant(floor, '/Users'), ours: contestant(ours, users) };
  return {
    ...pair,
    async stop() {
      for (const { load } of [pair.floor, pair.ours]) load.close();
      await Promise.all([floor.stop(), ours.stop()]);
    },
  };
}

async function tidy(client: Client): Promise<void> {
  await client.query('vacuum (analyze)');
  await client.query('checkpoint');
}

async function withClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
