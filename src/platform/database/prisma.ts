import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type PoolClient } from 'pg';
import { PrismaClient } from '../../generated/prisma/client.ts';

/** A connection for the length of one transaction. */
export type Lease = { readonly client: PoolClient; isOpen: boolean };

/**
 * The leased connection. Throws once the transaction has ended: the connection is another's by then, and bound to
 * another organization.
 */
export function clientOf({ client, isOpen }: Lease): PoolClient {
  if (!isOpen) throw new Error('the transaction has ended: something in it was not awaited');
  return client;
}

const current = new AsyncLocalStorage<Lease>();

/**
 * What Prisma takes for its pool: every query goes to the connection of the transaction that is open here.
 * Outside of one it refuses, because a second connection would be a second, unbound transaction.
 */
class CurrentTransaction extends Pool {
  override query(...query: unknown[]): never {
    const lease = current.getStore();
    if (lease === undefined) throw new Error('Prisma was called outside a transaction of readAs or changeAs');
    return (clientOf(lease).query as (...all: unknown[]) => never)(...query);
  }

  override connect(): never {
    throw new Error('a transaction is already open: nested writes and $transaction are not available');
  }
}

/** The models, for use inside one transaction. */
export type Models = Omit<PrismaClient, `$${string}`>;

/** One client for the process; it opens no connection of its own. */
export const models: Models = new PrismaClient({ adapter: new PrismaPg(new CurrentTransaction()) });

/** Runs `work` with Prisma's queries going to the leased connection. */
export function withModelsOn<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
  // Awaited inside: Prisma sends a query only when somebody waits for it.
  return current.run(lease, async () => await work());
}
