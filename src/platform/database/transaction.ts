import type { Pool, PoolClient } from 'pg';
import { faultOf } from './faults.ts';
import { BIND } from './flight.ts';
import { borrow, textQuery, within } from './pool.ts';
import { clientOf, type Lease, type Models, models, withModelsOn } from './prisma.ts';
import type { Row, Statement, Value } from './statement.ts';

/** What a verb gets: its transaction, bound to one organization. Never a client. */
export type Tx = {
  readonly organizationId: string;
  /** Hand-written SQL; `$1` is the organization. Throws UniqueViolation, MissingReference or Outage. */
  query(statement: Statement, values?: readonly Value[]): Promise<Row[]>;
  /** Prisma's models on the same transaction. */
  readonly models: Models;
};

export type TransactionOptions = {
  readonly organizationId: string;
  readonly readOnly: boolean;
  /** Sent together with the commit, after `work` has succeeded. */
  readonly last?: (() => { statement: Statement; values: readonly Value[] }[]) | undefined;
};

/** Runs `work` in one transaction of one organization. Whatever it throws rolls everything back. */
export async function inTransaction<T>(
  pool: Pool,
  options: TransactionOptions,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await borrow(pool);
  let broken = true;
  try {
    // Not awaited: begin and bind travel with the first statement of the work.
    const opened = settled([
      client.query(options.readOnly ? 'begin read only' : 'begin'),
      client.query(queryOf(BIND, [options.organizationId])),
    ]);
    try {
      const value = await leased(client, options.organizationId, work);
      await opened();
      await commit(client, options);
      broken = false;
      return value;
    } catch (error) {
      broken = !(await rolledBack(client));
      throw faultOf(error);
    }
  } finally {
    client.release(broken);
  }
}

/** Nothing of the work may use the connection after it: whoever gets it next is bound to another organization. */
async function leased<T>(client: PoolClient, organizationId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const lease = { client, isOpen: true };
  try {
    return await withModelsOn(lease, () => work(txOn(lease, organizationId)));
  } finally {
    lease.isOpen = false;
  }
}

function txOn(lease: Lease, organizationId: string): Tx {
  return {
    organizationId,
    models,
    async query(statement, values = []) {
      try {
        return (await clientOf(lease).query(queryOf(statement, [organizationId, ...values]))).rows;
      } catch (error) {
        throw faultOf(error);
      }
    },
  };
}

async function commit(client: PoolClient, options: TransactionOptions): Promise<void> {
  const last = options.last?.() ?? [];
  const sent = last.map(({ statement, values }) =>
    client.query(queryOf(statement, [options.organizationId, ...values])),
  );
  const committed = client.query(within('commit'));
  await settled([...sent, committed])();
  const { command } = await committed;
  if (command !== 'COMMIT') throw new Error(`the transaction ended in ${command}: a failure in it was passed over`);
}

// A name of its own: flights keep their own book of what a connection has prepared.
function queryOf({ name, text }: Statement, values: readonly Value[]) {
  return textQuery({ name: `tx_${name}`, text }, values);
}

/** Takes promises in hand at once (none may reject unheard) and gives a function that awaits them all. */
function settled(promises: readonly Promise<unknown>[]): () => Promise<void> {
  const all = Promise.allSettled(promises);
  return async () => {
    for (const outcome of await all) if (outcome.status === 'rejected') throw outcome.reason;
  };
}

async function rolledBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query(within('rollback'));
    return true;
  } catch {
    return false;
  }
}
