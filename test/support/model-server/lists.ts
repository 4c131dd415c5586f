import { constant } from '../../../src/core/resources/condition.rules.ts';
import { isMatch } from '../../../src/core/resources/evaluate.rules.ts';
import type { Answer } from './answers.ts';
import { conditionsOf } from './filters.ts';
import { viewOf } from './projected.ts';
import type { Query } from './queries.ts';
import { Refused } from './refused.ts';
import { rendered } from './rendered.ts';
import { ordered } from './sorting.ts';
import type { Kind, Stored, World } from './world.ts';

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** What a search has found, in its order. */
type Hit = { readonly stored: Stored; readonly body: Readonly<Record<string, unknown>> };

/** A page of the resources of some kinds (RFC 7644 §3.4.2). Throws Refused, ResourceFault. */
export function listed(world: World, kinds: readonly Kind[], query: Query): Answer {
  const hits = hitsOf(world, kinds, query);
  if (hits.length === 0 && query.filter !== undefined && world.has('filter-miss-404'))
    throw new Refused(404, 'Nobody was found.');
  return query.cursor === undefined ? pageByIndex(world, hits, query) : pageByCursor(world, hits, { kinds, query });
}

function hitsOf(world: World, kinds: readonly Kind[], query: Query): Hit[] {
  const conditions =
    query.filter === undefined ? kinds.map(() => constant(true)) : conditionsOf(world, kinds, query.filter);
  const hits = candidatesOf(world)
    .filter(({ kind }) => kinds.includes(kind))
    .map((stored) => ({ stored, body: rendered(world, stored).body }))
    .filter(({ stored: { kind }, body }) =>
      isMatch(conditions[kinds.indexOf(kind)] ?? constant(false), comparedIn(world, body)),
    );
  return ordered(world, hits, query);
}

function comparedIn(world: World, body: Hit['body']): Record<string, unknown> {
  if (!world.has('first-element-compared-alone')) return body;
  const first = ([name, value]: [string, unknown]) => [name, Array.isArray(value) ? value.slice(0, 1) : value];
  return Object.fromEntries(Object.entries(body).map(first)) as Record<string, unknown>;
}

function candidatesOf(world: World): Stored[] {
  const all = [...world.resources.values()];
  if (world.has('deleted-stays-in-lists')) all.push(...world.deleted.values());
  return world.has('inactive-not-listed') ? all.filter(({ attributes }) => attributes['active'] !== false) : all;
}

function pageByIndex(world: World, hits: readonly Hit[], query: Query): Answer {
  const { count, startIndex, offset } = query;
  if (offset > 0 && offset >= hits.length && world.has('past-the-end-404'))
    throw new Refused(404, 'There is no such page.');
  const page = hits.slice(offset, offset + count);
  return listAnswer(world, page, { query, totalResults: hits.length, more: { startIndex } });
}

function pageByCursor(
  world: World,
  hits: readonly Hit[],
  { kinds, query }: { readonly kinds: readonly Kind[]; readonly query: Query },
): Answer {
  const { cursor = '', count, filter, sortBy, isDescending } = query;
  const question = JSON.stringify([kinds, filter, sortBy, isDescending]);
  const ids = cursor === '' ? hits.map(({ stored }) => stored.id) : restOf(world, cursor, question);
  const known = world.has('cursor-keeps-its-filter') ? hitsOf(world, kinds, { ...query, filter: undefined }) : hits;
  const left = ids.flatMap((id) => known.find(({ stored }) => stored.id === id) ?? []);
  const page = left.slice(0, count);
  const rest = left
    .slice(world.has('cursor-repeats-last') ? Math.max(count - 1, 1) : count)
    .map(({ stored }) => stored.id);
  const isLast = rest.length === 0 || world.has('cursor-ends-early');
  const nextCursor = isLast && !world.has('cursor-goes-on-forever') ? undefined : newCursor(world);
  if (nextCursor !== undefined) world.cursors.set(nextCursor, { ids: rest, question });
  return listAnswer(world, page, {
    query,
    totalResults: hits.length,
    more: { nextCursor, ...(world.has('previous-cursor-on-first-page') ? { previousCursor: '-' } : {}) },
  });
}

function newCursor(world: World): string {
  return world.has('cursor-not-url-safe') ? `${world.newId()}+/=` : world.newId();
}

function restOf(world: World, cursor: string, question: string): readonly string[] {
  const rest = world.cursors.get(cursor);
  if (rest !== undefined && (rest.question === question || world.has('cursor-keeps-its-filter'))) return rest.ids;
  if (world.has('bad-cursor-accepted')) return [];
  throw new Refused(400, 'This cursor was not given out for this query.', { scimType: 'invalidCursor' });
}

type PageOf = {
  readonly query: Query;
  readonly totalResults: number;
  readonly more: Readonly<Record<string, unknown>>;
};

function listAnswer(world: World, page: readonly Hit[], { query, totalResults, more }: PageOf): Answer {
  const { projection } = query;
  const resources = page.map(({ stored: { kind }, body }) => viewOf(world, { kind, body, projection, isListed: true }));
  const total = world.has('total-of-the-page') ? page.length : totalResults;
  const isHidden = query.filter === undefined && world.has('unfiltered-list-without-resources');
  const isLone = resources.length === 1 && world.has('lone-resource-without-list');
  const isBare = isHidden || resources.length === 0;
  const body = {
    ...(world.has('list-without-schemas') ? {} : { schemas: [LIST] }),
    totalResults: world.has('total-as-text') ? `${total}` : total,
    itemsPerPage: world.has('items-per-page-wrong') ? query.count : resources.length,
    ...(world.has('start-index-not-told') ? {} : more),
    ...(isBare ? {} : { Resources: isLone ? resources[0] : resources }),
  };
  return { status: 200, body };
}
