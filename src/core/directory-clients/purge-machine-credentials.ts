import type { Database } from '../../platform/database/database.ts';
import { text } from '../../platform/database/statement.ts';
import type { Log } from '../../platform/log.ts';
import { purgeMachineCredentials } from './access-tokens.sql.ts';

const FIRST_MS = 90_000;
const EVERY_MS = 3_600_000;
const FULL_BATCH = 5_000;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Deletes tokens of clients and names of assertions that expired an hour ago, soon after the start and then every hour.
 * A purge that fails is warned of; the next one does its work. Replicas may purge at the same time.
 */
export function purgeMachineCredentialsHourly({ database, log }: { database: Database; log: Log }) {
  const stopping = new AbortController();
  let current = Promise.resolve();
  const purge = (): void => {
    current = current
      .then(() => purgeExpiredCredentials(database, stopping.signal))
      .catch((error: unknown) => log.warn({ err: error }, 'expired tokens could not be deleted'));
  };
  const first = setTimeout(purge, FIRST_MS).unref();
  const timer = setInterval(purge, EVERY_MS).unref();
  return {
    async stop(): Promise<void> {
      stopping.abort();
      clearTimeout(first);
      clearInterval(timer);
      await current;
    },
  };
}

/** Deletes them, some thousand at a time, until none is left or `signal` says stop. */
export async function purgeExpiredCredentials(database: Database, signal?: AbortSignal): Promise<void> {
  let after = [NOBODY, NOBODY];
  while (signal?.aborted !== true) {
    const [row] = await database.asSystem({ statement: purgeMachineCredentials, values: after });
    if (row === undefined) return;
    const isDone = Number(text(row, 0)) < FULL_BATCH;
    if (isDone) after = [text(row, 1), text(row, 2)];
  }
}
