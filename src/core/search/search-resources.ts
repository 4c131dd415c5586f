import { z } from 'zod';
import { type Row, text } from '../../platform/database/statement.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Seal } from '../../platform/secrets.ts';
import { extent } from '../groups/get-group.ts';
import { type Extent, type GroupRow, groupRow, idArray, selectGroups } from '../groups/groups.sql.ts';
import { directoryOf, type Permission } from '../permissions.ts';
import { refusingFaults } from '../resources/refusing-faults.ts';
import { selectUsers, type UserRow, userRow } from '../users/users.sql.ts';
import { type Context, type Read, read } from '../verb.ts';
import { hitsStatement, type Kind, type Window } from './hits.sql.ts';
import { type Bound, cursorAfter, type Position, positionIn } from './search-cursor.ts';
import { sourcesOf } from './search-sources.ts';

/** A resource that a search has found. */
export type Found =
  | { readonly kind: 'user'; readonly row: UserRow }
  | { readonly kind: 'group'; readonly row: GroupRow };

/** One page of what was found; `total` is not counted where a cursor is used. */
export type SearchPage = {
  readonly found: readonly Found[];
  readonly total: number | undefined;
  readonly nextCursor: string | undefined;
};

const searchInput = z.object({
  filter: z.string().optional(),
  sortBy: z.string().optional(),
  descending: z.boolean(),
  limit: z.int().min(0),
  /** By index, or by cursor; an empty cursor begins. */
  page: z.union([z.object({ offset: z.int().min(0) }), z.object({ cursor: z.string() })]),
  /** Groups with their members or without. */
  extent,
});

export type SearchInput = z.output<typeof searchInput>;

/** The kinds of resources that are searched together, and the permission it takes. */
export type Searched = { readonly kinds: readonly Kind[]; readonly may: Permission };

/**
 * Searches the directory of the actor: filter, sort, paging by index and by cursor (RFC 7644 §3.4.2, RFC 9865).
 * Refuses invalid_filter, invalid_path, invalid_cursor, expired_cursor, invalid_count.
 */
export function searchResources(cursors: Seal, { kinds, may }: Searched): Read<SearchInput, SearchPage> {
  return read({
    may,
    input: searchInput,
    async run(tx, context, input) {
      const directory = directoryOf(context.actor);
      if (directory === null) throw new Refusal('forbidden', 'Searches are for the clients of a directory.');
      const sources = refusingFaults(() => sourcesOf(kinds, input));
      const { filter = null, sortBy = null, descending, limit, page } = input;
      const bound: Bound = { directory, search: [kinds, filter, sortBy, descending], count: limit };
      const from = 'offset' in page ? page : { after: beginningOf(page.cursor, { cursors, bound }, context) };
      const isByCursor = 'cursor' in page;
      // One more than asked for tells whether there is a next page.
      const window: Window = { isSorted: sortBy !== null, descending, limit: limit + (isByCursor ? 1 : 0), from };
      const { statement, values } = hitsStatement(directory, sources, window);
      const rows = await tx.query(statement, values);
      const hits = rows.filter(([, kind]) => kind !== null).slice(0, limit);
      const found = await loaded(tx, hits, { directory, extent: input.extent });
      if (!isByCursor) return { found, total: Number(rows[0]?.[0] ?? 0), nextCursor: undefined };
      const last = rows.length > limit ? hits.at(-1) : undefined;
      const nextCursor = last && cursorAfter(cursors, bound, { last: positionOf(last), now: context.now });
      return { found, total: undefined, nextCursor };
    },
  });
}

function beginningOf(
  cursor: string,
  { cursors, bound }: { cursors: Seal; bound: Bound },
  { now }: Context,
): Position | undefined {
  return cursor === '' ? undefined : positionIn(cursors, bound, { cursor, now });
}

function positionOf(row: Row): Position {
  return { id: text(row, 2), key: row[3] ?? null };
}

/** The resources of the hits, in their order. One that was deleted since is left out. */
async function loaded(
  tx: Tx,
  hits: readonly Row[],
  { directory, extent }: { directory: string; extent: Extent },
): Promise<Found[]> {
  const idsOf = (kind: Kind) => hits.filter((row) => row[1] === kind).map((row) => text(row, 2));
  const [users, groups] = [idsOf('user'), idsOf('group')];
  const userRows = users.length === 0 ? [] : await tx.query(selectUsers, [directory, idArray(users)]);
  const groupRows = groups.length === 0 ? [] : await tx.query(selectGroups[extent], [directory, idArray(groups)]);
  const byId = new Map<string, Found>([
    ...userRows.map(userRow).map((row) => [row.id, { kind: 'user', row }] as const),
    ...groupRows.map(groupRow).map((row) => [row.id, { kind: 'group', row }] as const),
  ]);
  return hits.flatMap((row) => byId.get(text(row, 2)) ?? []);
}
