import type { Database } from '../../platform/database/database.ts';
import { text } from '../../platform/database/statement.ts';
import type { Log } from '../../platform/log.ts';
import { purgeScimRequests } from './scim-requests.sql.ts';

const FIRST_MS = 60_000;
const EVERY_MS = 3_600_000;
const FULL_BATCH = 5_000;
const NOBODY = '00000000-0000-0000-0000-000000000000';

export type PurgeOptions = {
  readonly database: Database;
  readonly log: Log;
  /** How long requests are kept. */
  readonly days: number;
};

/**
 * Deletes requests that are older than `days`, a minute after the start and then every hour. A purge that fails is
 * warned of; the next one does its work. Replicas may purge at the same time.
 */
export function purgeScimRequestsHourly({ database, log, days }: PurgeOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let current = Promise.resolve();
  const purge = (): void => {
    current = current
      .then(() => purgeOldScimRequests(database, days, stopping.signal))
      .catch((error: unknown) => log.warn({ err: error }, 'old SCIM requests could not be deleted'));
  };
  const first = setTimeout(purge, FIRST_MS).unref();
  const timer = setInterval(purge, EVERY_MS).unref();
  return {
    async stop() {
      stopping.abort();
      clearTimeout(first);
      clearInterval(timer);
      await current;
    },
  };
}

/** Deletes requests that are older than `days`, some thousand at a time, until none is left or `signal` says stop. */
export async function purgeOldScimRequests(database: Database, days: number, signal?: AbortSignal): Promise<void> {
  let after = [NOBODY, NOBODY];
  while (signal?.aborted !== true) {
    const [row] = await database.asSystem({ statement: purgeScimRequests, values: [...after, days] });
    if (row === undefined) return;
    const isDone = Number(text(row, 0)) < FULL_BATCH;
    if (isDone) after = [text(row, 1), text(row, 2)];
  }
}
