import { createHash } from 'node:crypto';
import { Refusal } from '../../platform/refusal.ts';
import type { Seal } from '../../platform/secrets.ts';

/** How long a cursor can be used, in seconds. */
export const CURSOR_TIMEOUT_SECONDS = 3_600;

/** The last hit of a page. */
export type Position = { readonly key: string | null; readonly id: string };

/** What a cursor is bound to: another directory, another search and another count cannot use it. */
export type Bound = {
  readonly directory: string;
  /** Whatever decides which hits there are, and their order. */
  readonly search: readonly unknown[];
  readonly count: number;
};

type Content = { b: string; c: number; k: string | null; i: string; e: number };

/** A cursor for the page after `last` (RFC 9865 §2.2): opaque, URL-safe, and made by nobody else. */
export function cursorAfter(seal: Seal, bound: Bound, { last, now }: { last: Position; now: Date }): string {
  const expires = now.getTime() + CURSOR_TIMEOUT_SECONDS * 1_000;
  const content: Content = { b: digestOf(bound), c: bound.count, k: last.key, i: last.id, e: expires };
  return seal.close(JSON.stringify(content));
}

/** Where a cursor left off. Refuses invalid_cursor, expired_cursor, invalid_count (RFC 9865 §2.1). */
export function positionIn(seal: Seal, bound: Bound, { cursor, now }: { cursor: string; now: Date }): Position {
  const opened = seal.open(cursor);
  const content = opened === undefined ? undefined : (JSON.parse(opened) as Content);
  if (content === undefined || content.b !== digestOf(bound)) {
    throw new Refusal(
      'invalid_cursor',
      'This cursor was not given out for this search. Send it with the same address, filter and sort, or begin again with an empty cursor.',
      { field: 'cursor' },
    );
  }
  if (content.e <= now.getTime()) {
    throw new Refusal('expired_cursor', 'This cursor is too old. Begin again with an empty cursor.', {
      field: 'cursor',
    });
  }
  if (content.c !== bound.count) {
    throw new Refusal('invalid_count', `count was ${content.c} when this cursor was given out. Keep it.`, {
      field: 'count',
    });
  }
  return { key: content.k, id: content.i };
}

function digestOf({ directory, search }: Bound): string {
  return createHash('sha256')
    .update(JSON.stringify([directory, search]))
    .digest('base64url')
    .slice(0, 22);
}
