import type { ClientConfig, Pool, PoolConfig } from 'pg';
import { openEmbedded } from './embedded.ts';
import { faultOf, Outage } from './faults.ts';
import type { Cargo, LockedCargo } from './flight.ts';
import { listen, type StopListening } from './listen.ts';
import { migrate } from './migrate.ts';
import { borrow, connectionDefaults, fly, openPool, startupOptions, textQuery } from './pool.ts';
import type { Row, Statement } from './statement.ts';
import { inTransaction, type Tx } from './transaction.ts';

const APP_ROLE = 'drawbridge_app';
const SYSTEM_ROLE = 'drawbridge_system';
const REVOCATIONS = 'drawbridge_revocations';

/** Where the data is: a PostgreSQL server, or a folder for the embedded one. */
export type DatabaseLocation =
  | {
      readonly kind: 'postgres';
      /** The owner: runs migrations and, without the other two, becomes the roles below by SET ROLE. */
      readonly ownerUrl: string;
      readonly appUrl?: string | undefined;
      readonly systemUrl?: string | undefined;
      readonly poolSize: number;
    }
  | { readonly kind: 'embedded'; readonly folder: string };

/** What the building may ask of its database. Every tenant row is reached through one organization's binding. */
export type Database = {
  /** One statement in one round trip, read-only. */
  flyRead(organizationId: string, cargo: Cargo): Promise<Row[]>;
  /** One writing statement, after its lock if it has one, in one round trip. */
  flyChange(organizationId: string, cargo: LockedCargo): Promise<Row[]>;
  /** A read-only transaction. */
  readAs<T>(organizationId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A writing transaction; `last` is sent together with its commit. */
  changeAs<T>(organizationId: string, work: (tx: Tx) => Promise<T>, last?: () => Cargo[]): Promise<T>;
  /** Reads a routing table before any organization is known. */
  lookUp(cargo: Cargo): Promise<Row[]>;
  /** Works across organizations, within what drawbridge_system is granted. */
  asSystem(cargo: Cargo): Promise<Row[]>;
  /** Hears of revocations made by other replicas (and, by `onGap`, that some may have been missed). */
  onRevocation(heard: { onNotice: (subject: string) => void; onGap: () => void }): StopListening;
  /** Throws Outage when the database does not answer. */
  ping(): Promise<void>;
  /** Connections: open, idle, and callers waiting for one. */
  load(): { total: number; idle: number; waiting: number };
  close(): Promise<void>;
};

/** The statement that tells other replicas of a revocation, to be sent with its commit. */
export const notifyRevocation: Statement = {
  name: 'notify_revocation',
  text: `select pg_notify('${REVOCATIONS}', $2) from (select $1::text) organization`,
};

type Connections = {
  owner: ClientConfig;
  app: PoolConfig;
  system: PoolConfig;
  /** Undefined where one process is all there is. */
  listener: ClientConfig | undefined;
  close: () => Promise<void>;
};

/** Migrates (as the owner), opens the pools, and makes sure that the service's roles cannot see past their tenant. */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  const connections =
    location.kind === 'postgres' ? serverConnections(location) : await embeddedConnections(location.folder);
  // No pool connects before it is asked.
  const app = openPool(connections.app);
  const system = openPool(connections.system);
  try {
    await migrate(connections.owner);
    await assertBound(app);
    await assertBound(system);
    return databaseOn({ app, system, connections });
  } catch (error) {
    await Promise.all([app.end(), system.end()]);
    await connections.close();
    throw setupFaultOf(error);
  }
}

/** The database is there, but not set up so that the service could run on it. The message says what to do. */
export class DatabaseSetupFault extends Error {
  override readonly name = 'DatabaseSetupFault';
}

const SETUP_STATES: Readonly<Record<string, string>> = {
  '28P01': 'check user and password in its URL',
  '28000': 'check the user in its URL, and what pg_hba.conf lets in',
  '3D000': 'create the database that its URL names',
  '42501': `let the owner create roles, or have ${APP_ROLE} and ${SYSTEM_ROLE} made and granted to it`,
};

function setupFaultOf(error: unknown): unknown {
  const cause = error instanceof Outage ? error.cause : error;
  const advice = cause instanceof Error && 'code' in cause ? SETUP_STATES[String(cause.code)] : undefined;
  if (advice !== undefined)
    return new DatabaseSetupFault(`The database refused: ${(cause as Error).message}; ${advice}.`, { cause });
  const fault = faultOf(error);
  return fault instanceof Outage
    ? new Outage(`The database cannot be reached: ${messageOf(cause)}.`, { cause })
    : fault;
}

/** Node tries several addresses and then gives an error without words of its own. */
function messageOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(messageOf).join(', ');
  return cause instanceof Error ? cause.message : String(cause);
}

function serverConnections(location: DatabaseLocation & { kind: 'postgres' }): Connections {
  const as = (url: string | undefined, role: string): PoolConfig => ({
    connectionString: url ?? location.ownerUrl,
    options: startupOptions(url === undefined ? role : undefined),
  });
  const app = { ...as(location.appUrl, APP_ROLE), max: location.poolSize };
  return {
    owner: { connectionString: location.ownerUrl, connectionTimeoutMillis: 5_000, application_name: 'drawbridge' },
    app,
    system: { ...as(location.systemUrl, SYSTEM_ROLE), max: 2 },
    listener: {
      connectionString: app.connectionString,
      options: app.options,
      application_name: 'drawbridge',
    } as ClientConfig,
    close: async () => {},
  };
}

async function embeddedConnections(folder: string): Promise<Connections> {
  const embedded = await openEmbedded(folder);
  return {
    owner: embedded.connectionFor(undefined) as ClientConfig,
    app: { ...connectionDefaults, ...embedded.connectionFor(APP_ROLE) },
    system: { ...connectionDefaults, ...embedded.connectionFor(SYSTEM_ROLE) },
    listener: undefined,
    close: () => embedded.close(),
  };
}

function databaseOn({ app, system, connections }: { app: Pool; system: Pool; connections: Connections }): Database {
  return {
    flyRead: (organizationId, cargo) => fly(app, organizationId, { ...cargo, readOnly: true }),
    flyChange: (organizationId, cargo) => fly(app, organizationId, { ...cargo, readOnly: false }),
    readAs: (organizationId, work) => inTransaction(app, { organizationId, readOnly: true }, work),
    changeAs: (organizationId, work, last) => inTransaction(app, { organizationId, readOnly: false, last }, work),
    lookUp: (cargo) => ask(app, cargo),
    asSystem: (cargo) => ask(system, cargo),
    onRevocation: (heard) =>
      connections.listener === undefined ? async () => {} : listen(connections.listener, REVOCATIONS, heard),
    ping: async () => void (await ask(app, { statement: { name: 'ping', text: 'select 1' }, values: [] })),
    load: () => ({ total: app.totalCount, idle: app.idleCount, waiting: app.waitingCount }),
    async close() {
      await Promise.all([app.end(), system.end()]);
      await connections.close();
    },
  };
}

async function ask(pool: Pool, { statement, values }: Cargo): Promise<Row[]> {
  const client = await borrow(pool);
  let broken = true;
  try {
    const { rows } = await client.query(textQuery(statement, values));
    broken = false;
    return rows;
  } catch (error) {
    throw faultOf(error);
  } finally {
    client.release(broken);
  }
}

/** A superuser, or a role that bypasses row-level security, would see every tenant: refuse to start with one. */
async function assertBound(pool: Pool): Promise<void> {
  const [row] = await ask(pool, {
    statement: {
      name: 'who_am_i',
      text: `select rolname, rolsuper or rolbypassrls from pg_roles where rolname = current_user`,
    },
    values: [],
  });
  if (row?.[1] !== 'f') {
    throw new DatabaseSetupFault(
      `The database role ${row?.[0] ?? '?'} bypasses row-level security. Give the service a role that does not.`,
    );
  }
}
