import { z } from 'zod';
import { text, type Value } from '../../platform/database/statement.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Seal } from '../../platform/secrets.ts';
import { directoryId, noSuchDirectory } from '../directories/directory.ts';
import { isStorable } from '../resources/fold.rules.ts';
import { read } from '../verb.ts';
import { clients } from './fingerprint.rules.ts';
import { FIRST_ID, idAt, LAST_ID } from './request-ids.rules.ts';
import type { ScimRequestView } from './scim-request.ts';
import { browseScimRequests, lastLookedAt, scimRequestRow } from './scim-requests.sql.ts';

/** Milliseconds since 1970; PostgreSQL has no year 0. */
const moment = z.iso.datetime({ offset: true }).transform((text) => Math.max(0, Date.parse(text)));

/** What may be asked of a directory's request log. */
export const scimRequestQuery = z.strictObject({
  status: z.coerce.number().int().min(100).max(599).optional(),
  method: z.string().trim().toUpperCase().min(1).max(20).optional(),
  client: z.enum(clients).optional(),
  outcome: z.enum(['refused', 'succeeded']).optional(),
  /** From this moment on. */
  since: moment.optional(),
  /** Before this moment. */
  until: moment.optional(),
  /** Stands in the path, in a body or in the explanation, in any case. */
  query: z.string().trim().min(1).max(254).refine(isStorable, 'cannot be searched for').optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(300).optional(),
});

type Query = z.output<typeof scimRequestQuery>;

/** Clocks of one process may go back; ids do not. */
const SLACK_MS = 60_000;

/**
 * The requests to one directory, newest first, a page at a time. A page looks at 10,000 requests at most, so that it may
 * hold few or none although there are more: as long as there is a cursor. Refuses not_found, invalid_value.
 */
export function listScimRequests(cursors: Seal) {
  return read({
    may: 'scim_requests.read',
    input: scimRequestQuery.extend({ directory: directoryId }),
    async run(tx, _context, { directory, ...query }) {
      const { organizationId } = tx;
      if ((await tx.models.directory.count({ where: { organizationId, id: directory } })) === 0) {
        throw noSuchDirectory();
      }
      const list = `${organizationId} ${directory}`;
      const after = query.cursor === undefined ? LAST_ID : openCursor(cursors, query.cursor, list);
      const window = [directory, upperBound(query, after), lowerBound(query)];
      const rows = await tx.query(browseScimRequests, [...window, ...filtersOf(query), query.limit + 1]);
      const requests = rows.slice(0, query.limit).map(scimRequestRow);
      const last = rows.length > query.limit ? requests.at(-1)?.id : await lastIdLookedAt(tx, window);
      return { requests, nextCursor: last === undefined ? null : cursors.close(`requests ${list} ${last}`) };
    },
  });
}

async function lastIdLookedAt(tx: Tx, window: readonly Value[]): Promise<ScimRequestView['id'] | undefined> {
  const [row] = await tx.query(lastLookedAt, window);
  return row && text(row, 0);
}

function filtersOf({ status, method, client, outcome, since, until, query }: Query): Value[] {
  const isRefused = outcome === undefined ? null : outcome === 'refused';
  return [status ?? null, method ?? null, client ?? null, isRefused, isoOf(since), isoOf(until), query ?? null];
}

function isoOf(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}

/** Ids are made at or after the moment that they stand for, so that none since then is below. */
function lowerBound({ since }: Query): string {
  return since === undefined ? FIRST_ID : idAt(since);
}

function upperBound({ until }: Query, after: string): string {
  const bound = until === undefined ? LAST_ID : idAt(until + SLACK_MS);
  return after < bound ? after : bound;
}

function openCursor(cursors: Seal, cursor: string, list: string): string {
  const opened = cursors.open(cursor);
  const prefix = `requests ${list} `;
  if (opened?.startsWith(prefix)) return opened.slice(prefix.length);
  throw new Refusal('invalid_value', 'cursor: is not one that this list gave out. Start again without it.', {
    field: 'cursor',
  });
}
