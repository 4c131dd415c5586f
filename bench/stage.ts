import { Client } from 'pg';
import { hashSecret } from '../src/platform/secrets.ts';
import { databaseUrl, OWNER } from '../test/support/postgres-setup.ts';
import { startPostgres } from '../test/support/throwaway-postgres.ts';
import type { Child } from './child.ts';
import { type ReadServerCpu, serverCpuOf } from './cpu.ts';
import { type Crowd, crowdFor, ordinaryGroups } from './crowd.ts';
import { fillFloorGroups, fillOurGroups } from './fill-groups.ts';
import { fillFloor, fillOurs } from './fill-users.ts';
import { floorSchema } from './floor-schema.ts';
import { CONCURRENCY, openLoad } from './load.ts';
import type { Contestant, Pair } from './measure.ts';
import { Meter } from './meter.ts';
import { makeTenancy, startFloor, startOurs, type Tenancy } from './ours.ts';
import { type People, people } from './people.ts';

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
  readonly cpu: ReadServerCpu;
  /** A database of this name, empty and owned by the service. */
  makeDatabase(name: string): Promise<Database>;
  stop(): Promise<void>;
};

/** The addresses of one database: the service's login, and the superuser, for whom no foreign key is checked. */
export type Database = { readonly name: string; readonly url: string; readonly superuserUrl: string };

/** Starts PostgreSQL. The caller stops it. */
export async function openStage(): Promise<Stage> {
  const postgres = await startPostgres({ settings: SETTINGS });
  process.once('exit', () => postgres.process.kill('SIGINT'));
  const adminUrl = `postgres://postgres@localhost/postgres?host=${postgres.host}`;
  const version = await withClient(adminUrl, async (admin) => {
    await admin.query(`create role ${OWNER} login createrole password 'test'`);
    return String((await admin.query('show server_version')).rows[0]?.server_version);
  });
  return {
    version,
    cpu: serverCpuOf(postgres.process.pid ?? 0),
    async makeDatabase(name) {
      await withClient(adminUrl, (admin) => admin.query(`create database ${name} owner ${OWNER}`));
      return {
        name,
        url: databaseUrl(adminUrl, name, OWNER),
        superuserUrl: `${databaseUrl(adminUrl, name)}&options=-csession_replication_role%3Dreplica`,
      };
    },
    stop: () => postgres.stop(),
  };
}

/** Two databases, one for the floor and one for ours. */
export type Ground = { readonly floor: Database; readonly ours: Database };

/** Makes both databases, empty. */
export async function makeGround(stage: Stage, name: string): Promise<Ground> {
  const floor = await stage.makeDatabase(`bench_floor_${name}`);
  await withClient(floor.url, (client) => client.query(floorSchema));
  return { floor, ours: await stage.makeDatabase(`bench_ours_${name}`) };
}

/** Both databases, filled. */
export type Prepared = Ground & {
  readonly tenancy: Tenancy;
  readonly people: People;
  /** Our service's first start on the empty database, migrations included. */
  readonly firstStartMs: number;
};

/** Does the work and says how long it took. */
export async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const result = await work();
  console.error(`${what}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return result;
}

/** Makes and fills the databases for directories of these sizes. */
export async function prepareAll(stage: Stage, sizes: readonly number[]): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  for (const users of sizes) {
    prepared.push(await timed(`filling in ${users} users`, () => prepare(stage, users)));
  }
  return prepared;
}

/** Makes both databases and fills them with `users` people; ours also gets another organization, a fifth as large. */
async function prepare(stage: Stage, users: number): Promise<Prepared> {
  const ground = await makeGround(stage, `${users}`);
  const { measured, other, firstStartMs } = await migrated(ground.ours);
  const everybody = people(users, 'user');
  await withClient(ground.floor.superuserUrl, async (client) => {
    await fillFloor(client, everybody);
    await tidy(client);
  });
  await withClient(ground.ours.superuserUrl, async (client) => {
    await fillOurs(client, measured, everybody);
    const others = Math.ceil(users / 5);
    await fillOurs(client, other, people(others, 'other'));
    await fillOurGroups(client, other, { ordinary: ordinaryGroups(others, 'other'), tides: [] });
    await tidy(client);
  });
  return { ...ground, tenancy: measured, people: everybody, firstStartMs };
}

/** Has our service migrate its database and make two organizations, so that no plan may think that there is one. */
async function migrated({ url }: Database): Promise<{ measured: Tenancy; other: Tenancy; firstStartMs: number }> {
  const child = await startOurs({ DATABASE_URL: url });
  try {
    const measured = await makeTenancy(child, 'Measured');
    return { measured, other: await makeTenancy(child, 'Other'), firstStartMs: child.coldStartMs };
  } finally {
    await child.stop();
  }
}

/** Puts everybody into groups, and spare people beside them. */
export async function addCrowd(
  { floor, ours, tenancy, people: everybody }: Prepared,
  sizes: readonly number[],
): Promise<Crowd> {
  const crowd = crowdFor(everybody.count, sizes);
  await withClient(floor.superuserUrl, async (client) => {
    await fillFloor(client, crowd.spare);
    await fillFloorGroups(client, crowd);
    await tidy(client);
  });
  await withClient(ours.superuserUrl, async (client) => {
    await fillOurs(client, tenancy, crowd.spare);
    await fillOurGroups(client, tenancy, crowd);
    await tidy(client);
  });
  return crowd;
}

/** Both contestants, running. */
export type Started = Pair & { stop(): Promise<void> };

/** Starts both contestants on their databases. `flags` are node's, for ours. */
export async function startPair(
  { cpu: server }: Stage,
  prepared: Prepared,
  flags: readonly string[] = [],
): Promise<Started> {
  const { tenancy, people: everybody } = prepared;
  const { token, base } = tenancy;
  const tokenHash = hashSecret(token).toString('base64');
  const floor = await startFloor({ databaseUrl: prepared.floor.url, tokenHash, total: everybody.count });
  const ours = await startOurs({ DATABASE_URL: prepared.ours.url }, flags);
  const contestant = (
    child: Child,
    name: string,
    paths: Pick<Contestant['house'], 'users' | 'usersInGroups' | 'groups'>,
  ) => ({
    child,
    load: openLoad({ port: child.port, token }, CONCURRENCY),
    house: { ...paths, people: everybody, numbers: new Map<string, number>() },
    meter: new Meter({ pid: child.pid, database: name, server }),
  });
  const pair = {
    users: everybody.count,
    floor: contestant(floor, prepared.floor.name, {
      users: '/Users',
      usersInGroups: '/UsersInGroups',
      groups: '/Groups',
    }),
    ours: contestant(ours, prepared.ours.name, {
      users: `${base}/Users`,
      usersInGroups: `${base}/Users`,
      groups: `${base}/Groups`,
    }),
  };
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

/** Works with a connection of its own. */
export async function withClient<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
