import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../platform/database/database.ts';
import { text } from '../../platform/database/statement.ts';
import type { Log } from '../../platform/log.ts';
import { requestRow } from './request-row.rules.ts';
import type { ScimRequestEntry } from './scim-request.ts';
import { writeScimRequests } from './scim-requests.sql.ts';
import { type Waiting, waitingRequests } from './waiting-requests.ts';

/** Remembers SCIM requests and writes them down once a second: one statement for all of them. */
export type ScimRequestLog = {
  /** Takes a request that was answered. Costs next to nothing: masking and explaining wait for the flush. */
  record(entry: ScimRequestEntry): void;
  /** Writes what is waiting. */
  flush(): Promise<void>;
  /** Requests that were not written: too many at once, or the database was away. */
  dropped(): number;
  stop(): Promise<void>;
};

const FLUSH_MS = 1_000;
/** After so many rows others get their turn: a full buffer takes tens of milliseconds. */
const ROWS_AT_ONCE = 50;

/** A log on a database. What could not be written is counted, warned of once per flush, and given up. */
export function recordScimRequests({ database, log }: { database: Database; log: Log }): ScimRequestLog {
  const waiting = waitingRequests();
  let lostCount = 0;
  let current: Promise<void> | undefined;

  async function write(batch: readonly Waiting[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      const rows = await database.asSystem({ statement: writeScimRequests, values: [await jsonOf(batch)] });
      const locked = new Set(rows.map((row) => text(row, 0)));
      for (const each of batch) if (locked.has(each.entry.directory)) waiting.takeBack(each);
    } catch (error) {
      lostCount += batch.length;
      log.warn({ err: error, count: batch.length }, 'SCIM requests could not be logged');
    }
  }

  /** One at a time: what comes in meanwhile waits, within the bounds of the buffer. */
  function flush(): Promise<void> {
    current ??= write(waiting.take()).finally(() => {
      current = undefined;
    });
    return current;
  }

  const timer = setInterval(() => void flush(), FLUSH_MS).unref();
  return {
    record: (entry) => waiting.add(entry),
    async flush() {
      await current;
      await flush();
    },
    dropped: () => lostCount + waiting.dropped(),
    async stop() {
      clearInterval(timer);
      await current;
      await flush();
      lostCount += waiting.take().length;
    },
  };
}

async function jsonOf(batch: readonly Waiting[]): Promise<string> {
  const rows: string[] = [];
  for (const { entry, row } of batch) {
    rows.push(JSON.stringify(row ?? requestRow(entry)));
    if (rows.length % ROWS_AT_ONCE === 0) await setImmediate();
  }
  return `[${rows.join(',')}]`;
}
