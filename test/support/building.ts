import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import { type Building, type BuildingOptions, closeServer, createBuilding } from '../../src/app.ts';
import { type Database, type DatabaseLocation, openDatabase } from '../../src/platform/database/database.ts';
import { databaseUrl, OWNER } from './postgres-setup.ts';

export const OPERATOR_KEY = 'an-operator-key-that-only-the-tests-know';

/** A private database. */
export type TestDatabase = { readonly location: DatabaseLocation; drop(): Promise<void> };

/** The service on a database, listening on a port of its own. */
export type TestService = {
  readonly baseUrl: string;
  readonly building: Building;
  readonly database: Database;
  /** The lines of its log, as text. */
  readonly log: string[];
  stop(): Promise<void>;
};

const isEmbedded = process.env['TEST_DATABASE'] === 'embedded';

let cloned = 0;

/** A fresh clone of the migrated template; on PGlite a fresh folder. */
export async function freshDatabase(): Promise<TestDatabase> {
  if (isEmbedded) {
    const folder = mkdtempSync(join(tmpdir(), 'drawbridge-test-'));
    return {
      location: { kind: 'embedded', folder },
      drop: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const name = `${inject('template')}_${process.pid}_${++cloned}`;
  await asAdmin(`create database ${name} template ${inject('template')} owner ${OWNER} strategy file_copy`);
  return {
    location: { kind: 'postgres', ownerUrl: databaseUrl(inject('adminUrl'), name, OWNER), poolSize: 10 },
    drop: () => asAdmin(`drop database if exists ${name} with (force)`),
  };
}

/** An empty database that nothing was migrated into. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const name = `${inject('template')}_empty_${process.pid}_${++cloned}`;
  await asAdmin(`create database ${name} owner ${OWNER}`);
  return {
    location: { kind: 'postgres', ownerUrl: databaseUrl(inject('adminUrl'), name, OWNER), poolSize: 10 },
    drop: () => asAdmin(`drop database if exists ${name} with (force)`),
  };
}

/** Runs one statement as the superuser of the test server. */
export async function asAdmin(sql: string): Promise<void> {
  const admin = new Client({ connectionString: inject('adminUrl') });
  await admin.connect();
  try {
    await admin.query(sql);
  } finally {
    await admin.end();
  }
}

/** A superuser's client on a test database: sees every row. */
export async function superuserOn({ location }: TestDatabase): Promise<Client> {
  if (location.kind !== 'postgres') throw new Error('the embedded database has one session, the service’s own');
  const client = new Client({
    connectionString: databaseUrl(inject('adminUrl'), new URL(location.ownerUrl).pathname.slice(1)),
  });
  await client.connect();
  return client;
}

/** Starts the service. Several may run on one database, as replicas do. */
export async function startService(
  location: DatabaseLocation,
  options: Partial<BuildingOptions> = {},
): Promise<TestService> {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const database = await openDatabase(location);
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const building = createBuilding({
    database,
    log,
    requestLog: log,
    baseUrl,
    secrets: ['a-secret-that-only-the-tests-know-of'],
    operatorKeys: new Map([['tests', OPERATOR_KEY]]),
    scimRequestsPerSecond: 100_000,
    scimLogDays: 14,
    allowedPrivateNetworks: [],
    ...options,
    version: '0.0.0-test',
  });
  server.on('request', building.handle);
  return {
    baseUrl,
    building,
    database,
    log: lines,
    async stop() {
      await closeServer(server, 2_000);
      await building.close();
      await database.close();
    },
  };
}

type Shared = { readonly service: TestService; readonly database: TestDatabase };
let shared: Promise<Shared> | undefined;

/** The service that all files of this worker share; it ends with the worker. */
export function sharedService(): Promise<Shared> {
  shared ??= (async () => {
    const database = await freshDatabase();
    return { database, service: await startService(database.location) };
  })();
  return shared;
}
