import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type PoolClient } from 'pg';
import { PrismaClient } from '../../generated/prisma/client.ts';

const current = new AsyncLocalStorage<PoolClient>();

/**
 * What Prisma takes for its pool: every query goes to the connection of the transaction that is open here.
 * Outside of one it refuses, because a second connection would be a second, unbound transaction.
 */
class CurrentTransaction extends Pool {
  override query(...query: unknown[]): never {
    const client = current.getStore();
    if (client === undefined) throw new Error('Prisma was called outside a transaction of readAs or changeAs');
    return (client.query as (...all: unknown[]) => never)(...query);
  }

  override connect(): never {
    throw new Error('a transaction is already open: nested writes and $transaction are not available');
  }
}

/** The models, for use inside one transaction. */
export type Models = Omit<PrismaClient, `$${string}`>;

/** One client for the process; it opens no connection of its own. */
export const models: Models = new PrismaClient({ adapter: new PrismaPg(new CurrentTransaction()) });

/** Runs `work` with Prisma's queries going to `client`. */
export function withModelsOn<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  // Awaited inside: Prisma sends a query only when somebody waits for it.
  return current.run(client, async () => await work());
}
