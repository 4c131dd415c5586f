import { type Connection, Pool, type PoolClient, type PoolConfig } from 'pg';
import { faultOf, Outage } from './faults.ts';
import { Flight, type LockedCargo } from './flight.ts';
import type { Row, Statement, Value } from './statement.ts';

/** No answer for this long means that the connection is dead, not that the statement is slow (it may take 30 s). */
const ANSWER_TIMEOUT_MS = 35_000;

/** What every connection of the service is opened with. */
export const connectionDefaults: PoolConfig = {
  connectionTimeoutMillis: 5_000,
  idleTimeoutMillis: 30_000,
  keepAlive: true,
  application_name: 'drawbridge',
  pipeline: true,
};

const SERVER_SETTINGS = {
  timezone: 'UTC',
  datestyle: 'ISO',
  // Compiling a plan takes longer than any of our statements.
  jit: 'off',
  statement_timeout: '30s',
  plan_cache_mode: 'force_generic_plan',
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '10s',
};

/** The startup `options` that set our limits and, where one URL serves all roles, the role. */
export function startupOptions(role: string | undefined): string {
  const settings = role === undefined ? SERVER_SETTINGS : { ...SERVER_SETTINGS, role };
  return Object.entries(settings)
    .map(([key, value]) => `-c ${key}=${value}`)
    .join(' ');
}

/** Opens a pool. Broken connections leave it by themselves; the next borrower gets a fresh one. */
export function openPool(config: PoolConfig): Pool {
  const pool = new Pool({ ...connectionDefaults, ...config });
  pool.on('error', () => {});
  // A connection that breaks while borrowed also tells its queries; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** Borrows a connection. Throws Outage when there is none to be had. */
export async function borrow(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw new Outage('no database connection', { cause: error });
  }
}

/** Runs one statement, after its lock if it has one, for one organization in one round trip and its own transaction. */
export async function fly(
  pool: Pool,
  organizationId: string,
  cargo: LockedCargo & { readOnly: boolean },
): Promise<Row[]> {
  const client = await borrow(pool);
  const flight = new Flight(organizationId, cargo);
  // Not pg's query_timeout, which lets every answer live until a full garbage collection.
  const timer = setTimeout(() => flight.handleError(new Outage('the database does not answer')), ANSWER_TIMEOUT_MS);
  try {
    for (const preparation of flight.preparationsOn(connectionOf(client))) client.query(preparation);
    client.query(flight);
    const rows = await flight.done;
    client.release();
    return rows;
  } catch (error) {
    const fault = faultOf(error);
    client.release(fault instanceof Outage);
    throw fault;
  } finally {
    clearTimeout(timer);
  }
}

function connectionOf(client: PoolClient): Connection {
  return (client as unknown as { connection: Connection }).connection;
}

/** A query that gives up with its connection when no answer comes (pg's types do not know of it). */
export function within(text: string): { text: string } {
  const query = { text, query_timeout: ANSWER_TIMEOUT_MS };
  return query;
}

const AS_TEXT = { getTypeParser: () => (value: string) => value };

/** A prepared statement as pg's own query, with rows like those of a flight, so that one decoder serves both. */
export function textQuery({ name, text }: Statement, values: readonly Value[]) {
  return { ...within(text), name, values: [...values], rowMode: 'array' as const, types: AS_TEXT };
}
