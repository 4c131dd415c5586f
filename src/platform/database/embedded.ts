import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { PoolConfig } from 'pg';
import { lockFolder } from './folder-lock.ts';
import { PgliteWire, shareSession } from './pglite-wire.ts';

/** A PostgreSQL in this process, reached through pg like any other. */
export type Embedded = {
  /** The connection settings for one role; undefined is the owner. */
  connectionFor(role: string | undefined): PoolConfig;
  close(): Promise<void>;
};

/** Opens (or makes, in 3 s) the database in `folder`, which no other process may have open. Throws FolderInUse. */
export async function openEmbedded(folder: string): Promise<Embedded> {
  const unlock = lockFolder(folder);
  try {
    const data = join(folder, 'database');
    // Left behind by a process that was killed; the folder's lock says that nobody runs it now.
    rmSync(join(data, 'postmaster.pid'), { force: true });
    const pglite = await PGlite.create(data);
    await pglite.exec(`set timezone = 'UTC'; set datestyle = 'ISO'`);
    const session = shareSession(pglite);
    return {
      // One connection for each role: more would only queue at the one session.
      connectionFor: (role) => ({
        user: 'postgres',
        database: 'postgres',
        max: 1,
        idleTimeoutMillis: 0,
        stream: () => new PgliteWire(session, role),
      }),
      async close() {
        await pglite.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
