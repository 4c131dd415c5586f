import type { Extent } from '../../core/groups/groups.sql.ts';
import { mayShow, type Projection } from '../../core/resources/projection.rules.ts';
import type { Found } from '../../core/search/search-resources.ts';
import type { Answer } from '../http/answer.ts';
import { pageAnswer } from './answers.ts';
import type { ScimQuery } from './query.ts';
import type { ScimRequest } from './request.ts';
import type { Searches } from './searches.ts';

/** What a kind of resource has for the usual questions: one statement each. */
export type Shortcuts<K> = {
  /** A page of all of them, in the order of creation. */
  page(window: { offset: number; limit: number }): Promise<{ found: readonly Found[]; total: number }>;
  /** The key that a filter names and nothing else. Refuses invalid_filter. */
  keyOf(filter: string): K | undefined;
  /** Those that have a key: one or none. */
  withKey(key: K): Promise<readonly Found[]>;
};

/** Answers a list by a shortcut where there is one, and else by a search. */
export async function answerList<K>(
  { request, search }: { request: ScimRequest; search: keyof Searches },
  query: ScimQuery,
  shortcuts?: Shortcuts<K>,
): Promise<Answer> {
  const { perform, context, base, searches } = request;
  const { filter, sortBy, descending, limit, startIndex, cursor, projection } = query;
  const quick = shortcuts === undefined ? undefined : await byShortcut(query, shortcuts);
  if (quick !== undefined) return pageAnswer(base, { ...quick, nextCursor: undefined }, query);
  const page = startIndex === undefined ? { cursor: cursor ?? '' } : { offset: startIndex - 1 };
  const input = { filter, sortBy, descending, limit, page, extent: extentFor(projection) };
  return pageAnswer(base, await perform(searches[search], context, input), query);
}

async function byShortcut<K>(
  { filter, sortBy, limit, startIndex }: ScimQuery,
  { page, keyOf, withKey }: Shortcuts<K>,
): Promise<{ found: readonly Found[]; total: number } | undefined> {
  if (startIndex === undefined || sortBy !== undefined) return undefined;
  const offset = startIndex - 1;
  if (filter === undefined) return page({ offset, limit });
  const key = keyOf(filter);
  if (key === undefined) return undefined;
  const found = await withKey(key);
  return { found: found.slice(offset, offset + limit), total: found.length };
}

/** Members are read only where they can be shown. */
export function extentFor(projection: Projection | undefined): Extent {
  return mayShow(projection, 'members') ? 'full' : 'bare';
}
