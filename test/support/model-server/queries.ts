import { isObject } from '../../../src/core/resources/codec.rules.ts';
import { type Projection, readProjection } from '../../../src/core/resources/projection.rules.ts';
import type { Asked } from './asked.ts';
import { Refused } from './refused.ts';
import type { World } from './world.ts';

/** What is asked of a list (RFC 7644 §3.4.2, RFC 9865 §2). */
export type Query = {
  readonly filter: string | undefined;
  readonly sortBy: string | undefined;
  readonly isDescending: boolean;
  readonly count: number;
  readonly startIndex: number;
  /** How many are passed over. */
  readonly offset: number;
  /** Empty for a first page; undefined for pages by index. */
  readonly cursor: string | undefined;
  readonly projection: Projection | undefined;
};

export const MAX_PAGE = 200;
export const DEFAULT_PAGE = 50;

type Get = (name: string) => unknown;

/** The query of an address. Throws Refused, ResourceFault. */
export function queryIn(world: World, { parameter }: Asked): Query {
  return queryFrom(world, parameter);
}

/** The query of a SearchRequest (RFC 7644 §3.4.3). Throws as `queryIn`. */
export function searchRequestIn(world: World, { json }: Asked): Query {
  const body = json();
  if (!isObject(body)) throw new Refused(400, 'The body must be a SearchRequest.', { scimType: 'invalidSyntax' });
  const byName = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]));
  return queryFrom(world, (name) => byName.get(name.toLowerCase()) ?? null);
}

function queryFrom(world: World, get: Get): Query {
  const cursor = textOf(get, 'cursor');
  const count = wholeOf(get, 'count');
  const startIndex = wholeOf(get, 'startIndex') ?? 1;
  if (cursor !== undefined && count !== undefined && count < 0)
    throw new Refused(400, 'count must not be negative.', { scimType: 'invalidCount' });
  if (
    (startIndex < 1 && world.has('low-start-index-refused')) ||
    ((count ?? 0) < 0 && world.has('negative-count-refused'))
  )
    throw new Refused(400, 'This is too small.', { scimType: 'invalidValue' });
  return {
    filter: textOf(get, 'filter'),
    sortBy: textOf(get, 'sortBy') || undefined,
    isDescending: /^descending$/i.test(textOf(get, 'sortOrder') ?? '') && !world.has('sort-order-ignored'),
    count: countFrom(world, count),
    startIndex: Math.max(startIndex, 1),
    offset: offsetFrom(world, get, Math.max(startIndex, 1)),
    cursor,
    projection: readProjection({
      attributes: namesOf(get, 'attributes'),
      excludedAttributes: namesOf(get, 'excludedAttributes'),
    }),
  };
}

function countFrom(world: World, count: number | undefined): number {
  if (world.has('count-ignored') || (world.has('count-0-gives-a-page') && count === 0)) return DEFAULT_PAGE;
  return Math.min(Math.max(count ?? DEFAULT_PAGE, 0), MAX_PAGE);
}

function offsetFrom(world: World, get: Get, startIndex: number): number {
  return world.has('start-index-from-0') && get('startIndex') !== null ? startIndex : startIndex - 1;
}

function textOf(get: Get, name: string): string | undefined {
  const claimed = get(name);
  return typeof claimed === 'string' ? claimed : undefined;
}

function namesOf(get: Get, name: string): string | readonly string[] | null {
  const claimed = get(name);
  if (Array.isArray(claimed)) return claimed.map(String);
  return typeof claimed === 'string' ? claimed : null;
}

function wholeOf(get: Get, name: string): number | undefined {
  const claimed = get(name);
  if (claimed === null || claimed === '') return undefined;
  const number = Number(claimed);
  if (Number.isInteger(number)) return number;
  throw new Refused(400, `${name} must be a whole number.`, { scimType: 'invalidValue' });
}
