import type { Database } from '../../platform/database/database.ts';
import type { Statement } from '../../platform/database/statement.ts';
import type { Log } from '../../platform/log.ts';
import type { Credential } from './directory-gate.ts';

/** Remembers when tokens were used and writes it down once a second: one statement for all of them. */
export type LastUsed = {
  used(credential: Credential, now: Date): void;
  /** Writes what is waiting. */
  flush(): Promise<void>;
  /** Uses that were not written, because the database was away or too many tokens were in use. */
  dropped(): number;
  stop(): Promise<void>;
};

const FLUSH_MS = 1_000;
const MAX_WAITING = 10_000;

const writeLastUsed: Statement = {
  name: 'write_last_used',
  text: `update directory_tokens t set last_used_at = u.at
    from jsonb_to_recordset($1::jsonb) u (organization_id uuid, id uuid, at timestamptz)
    where t.organization_id = u.organization_id and t.id = u.id and (t.last_used_at is null or t.last_used_at < u.at)`,
};

export function recordLastUsed(database: Database, log: Log): LastUsed {
  const waiting = new Map<string, { organization_id: string; id: string; at: Date }>();
  let droppedCount = 0;

  async function flush(): Promise<void> {
    if (waiting.size === 0) return;
    const uses = [...waiting.values()];
    waiting.clear();
    try {
      await database.asSystem({ statement: writeLastUsed, values: [JSON.stringify(uses)] });
    } catch (error) {
      droppedCount += uses.length;
      log.warn({ err: error, count: uses.length }, 'the last use of tokens could not be written');
    }
  }

  const timer = setInterval(() => void flush(), FLUSH_MS).unref();
  return {
    used({ organizationId, actor }, now) {
      if (waiting.size >= MAX_WAITING && !waiting.has(actor.id)) droppedCount += 1;
      else waiting.set(actor.id, { organization_id: organizationId, id: actor.id, at: now });
    },
    flush,
    dropped: () => droppedCount,
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}
