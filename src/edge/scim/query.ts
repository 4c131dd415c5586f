import { isObject } from '../../core/resources/codec.rules.ts';
import { type Projection, readProjection } from '../../core/resources/projection.rules.ts';
import { refusingFaults } from '../../core/resources/refusing-faults.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { ScimRequest } from './request.ts';

/** The most resources on one page of a list. */
export const MAX_PAGE_SIZE = 1_000;
/** Where the client does not say. */
export const DEFAULT_PAGE_SIZE = 100;
const MAX_START_INDEX = 1_000_000_000;

/** What is asked of a list (RFC 7644 §3.4.2, RFC 9865 §2). */
export type ScimQuery = {
  readonly filter: string | undefined;
  readonly sortBy: string | undefined;
  readonly descending: boolean;
  readonly limit: number;
  /** From 1 on; undefined when pages are found by cursor. */
  readonly startIndex: number | undefined;
  /** Empty to begin; undefined when pages are found by index. */
  readonly cursor: string | undefined;
  readonly projection: Projection | undefined;
};

/** Reads what the address asks for. Refuses invalid_value, invalid_count. */
export function queryOf({ parameter }: ScimRequest): ScimQuery {
  return queryFrom(parameter);
}

/** Reads a SearchRequest (RFC 7644 §3.4.3). Refuses malformed, invalid_value, invalid_count. */
export async function searchRequestOf({ body }: ScimRequest): Promise<ScimQuery> {
  const claimed = await body();
  if (!isObject(claimed)) throw new Refusal('malformed', 'The body must be a SearchRequest: a JSON object.');
  const byName = new Map(Object.entries(claimed).map(([name, value]) => [name.toLowerCase(), value]));
  return queryFrom((name) => byName.get(name.toLowerCase()) ?? null);
}

type Get = (name: string) => unknown;

function queryFrom(get: Get): ScimQuery {
  const cursor = textIn(get, 'cursor');
  const count = wholeNumber(get, 'count');
  if (cursor !== undefined && count !== undefined && count < 0)
    throw new Refusal('invalid_count', `count must not be negative, not ${count}.`, { field: 'count' });
  const startIndex = wholeNumber(get, 'startIndex') ?? 1;
  return {
    filter: textIn(get, 'filter'),
    sortBy: textIn(get, 'sortBy') || undefined,
    descending: isDescending(textIn(get, 'sortOrder')),
    limit: Math.min(Math.max(count ?? DEFAULT_PAGE_SIZE, 0), MAX_PAGE_SIZE),
    startIndex: cursor === undefined ? Math.min(Math.max(startIndex, 1), MAX_START_INDEX) : undefined,
    cursor,
    projection: refusingFaults(() =>
      readProjection({
        attributes: namesIn(get, 'attributes'),
        excludedAttributes: namesIn(get, 'excludedAttributes'),
      }),
    ),
  };
}

function textIn(get: Get, name: string): string | undefined {
  const claimed = get(name);
  if (claimed === null) return undefined;
  if (typeof claimed !== 'string') throw wrong(name, 'a string', claimed);
  return claimed;
}

function namesIn(get: Get, name: string): string | readonly string[] | null {
  const claimed = get(name);
  if (claimed === null || typeof claimed === 'string') return claimed;
  if (Array.isArray(claimed) && claimed.every((each) => typeof each === 'string')) return claimed;
  throw wrong(name, 'a list of attribute names', claimed);
}

function isDescending(claimed: string | undefined): boolean {
  const order = claimed?.toLowerCase() ?? '';
  if (order === '' || order === 'ascending') return false;
  if (order === 'descending') return true;
  throw wrong('sortOrder', 'ascending or descending', claimed);
}

function wholeNumber(get: Get, name: string): number | undefined {
  const claimed = get(name);
  if (claimed === null || claimed === '') return undefined;
  if (Number.isSafeInteger(claimed)) return claimed as number;
  if (typeof claimed === 'string' && /^[+-]?\d{1,20}$/.test(claimed.trim())) return Number(claimed);
  throw wrong(name, 'a whole number', claimed);
}

function wrong(name: string, wanted: string, claimed: unknown): Refusal {
  const shown = JSON.stringify(claimed)?.slice(0, 60);
  return new Refusal('invalid_value', `${name} must be ${wanted}, not ${shown}.`, { field: name });
}
