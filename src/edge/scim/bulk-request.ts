import { isObject } from '../../core/resources/codec.rules.ts';
import { quoted } from '../../core/resources/fault.rules.ts';
import { Refusal } from '../../platform/refusal.ts';

/** The most operations of one bulk (DESIGN §7.4); ServiceProviderConfig tells it. */
export const MAX_BULK_OPERATIONS = 1_000;

const methods = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type BulkMethod = (typeof methods)[number];

/** What an operation is about: a collection, or with an id one resource of it. The id may be `bulkId:x`. */
export type BulkTarget = { readonly collection: '/Users' | '/Groups'; readonly id: string | undefined };

/** An operation that can be run. `data` is undefined for DELETE and something for all others. */
export type SoundOperation = {
  readonly method: BulkMethod;
  readonly bulkId: string | undefined;
  readonly target: BulkTarget;
  readonly data: unknown;
  readonly version: string | undefined;
};

type Known = { method: BulkMethod | undefined; bulkId: string | undefined; target: BulkTarget | undefined };

/** An operation that cannot be run as it was sent, and what could be read of it all the same. */
export type FaultyOperation = Readonly<Known> & { readonly fault: Refusal };

export type BulkOperation = SoundOperation | FaultyOperation;

/** A BulkRequest message. `failOnErrors` is Infinity when the client did not limit the errors. */
export type BulkRequest = { readonly failOnErrors: number; readonly operations: readonly BulkOperation[] };

/**
 * Reads a BulkRequest (RFC 7644 §3.7); keys and methods in any case. What is wrong with one operation stays with it.
 * Refuses malformed, invalid_value, too_large.
 */
export function readBulk(claimed: unknown, base: string): BulkRequest {
  if (!isObject(claimed)) throw malformed('The body must be an object with Operations.');
  const members = membersOf(claimed, 'The body');
  const operations = members.get('operations');
  if (!Array.isArray(operations) || operations.length === 0) {
    throw malformed('The body must have Operations: a list of at least one operation with method, path and data.');
  }
  if (operations.length > MAX_BULK_OPERATIONS) {
    throw new Refusal(
      'too_large',
      `${operations.length} operations are more than ${MAX_BULK_OPERATIONS} (maxOperations). Send them in several requests.`,
    );
  }
  const firsts = new Map<string, string>();
  return {
    failOnErrors: readFailOnErrors(members.get('failonerrors')),
    operations: operations.map((each, index) => readOperation(each, { field: `Operations[${index}]`, base, firsts })),
  };
}

function readFailOnErrors(claimed: unknown): number {
  if (claimed === undefined || claimed === null || claimed === 0) return Number.POSITIVE_INFINITY;
  if (typeof claimed === 'number' && Number.isSafeInteger(claimed) && claimed > 0) return claimed;
  throw new Refusal(
    'invalid_value',
    `failOnErrors must be a whole number of at least 0, not ${quoted(claimed)}. Leave it out to go on after every error.`,
    { field: 'failOnErrors' },
  );
}

/** `firsts` says which operation, by name, was the first with a bulkId. */
type Reading = { readonly field: string; readonly base: string; readonly firsts: Map<string, string> };

function readOperation(claimed: unknown, { field, base, firsts }: Reading): BulkOperation {
  const known: Known = { method: undefined, bulkId: undefined, target: undefined };
  try {
    if (!isObject(claimed)) throw malformed(`${field} must be an object with method, path and data.`);
    const members = membersOf(claimed, field);
    known.method = methodOf(members.get('method'));
    known.bulkId = readText(members.get('bulkid'), `${field}.bulkId`);
    assertOwn(known.bulkId, { field, firsts });
    known.target = readTarget(members.get('path'), { field, base });
    return { ...known, ...readCall(known, members, field) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...known, fault: error };
  }
}

/** What depends on the method. */
function readCall(
  { method, bulkId, target }: Known,
  members: ReadonlyMap<string, unknown>,
  field: string,
): Pick<SoundOperation, 'method' | 'target' | 'data' | 'version'> {
  if (method === undefined) {
    throw malformed(`${field}.method must be POST, PUT, PATCH or DELETE, not ${quoted(members.get('method'))}.`);
  }
  if (target === undefined) throw malformed(`${field} has no path.`);
  if (method === 'POST' && bulkId === undefined)
    throw malformed(`${field} is a POST without a bulkId. Give it one of its own.`);
  if (method === 'POST' && target.id !== undefined)
    throw malformed(`${field} is a POST, so its path must be ${target.collection} without an id.`);
  if (method !== 'POST' && target.id === undefined)
    throw malformed(`${field} is a ${method}, so its path must be ${target.collection}/ and an id.`);
  const version = method === 'POST' ? undefined : readText(members.get('version'), `${field}.version`);
  return { method, target, version, data: readData(method, members.get('data'), field) };
}

/** By lower-cased name (RFC 7643 §2.1). */
function membersOf(claimed: Record<string, unknown>, field: string): Map<string, unknown> {
  const members = new Map<string, unknown>();
  for (const [key, value] of Object.entries(claimed)) {
    const name = key.toLowerCase();
    if (members.has(name)) throw malformed(`${field} has ${quoted(key)} twice, in different case. Send it once.`);
    members.set(name, value);
  }
  return members;
}

function readText(claimed: unknown, field: string): string | undefined {
  if (claimed === undefined || claimed === null || claimed === '') return undefined;
  if (typeof claimed === 'string') return claimed;
  throw malformed(`${field} must be a string, not ${quoted(claimed)}.`);
}

function methodOf(claimed: unknown): BulkMethod | undefined {
  const method = typeof claimed === 'string' ? claimed.toUpperCase() : undefined;
  return methods.find((each) => each === method);
}

/** A bulkId is unique in its request (RFC 7644 §3.7). */
function assertOwn(bulkId: string | undefined, { field, firsts }: Pick<Reading, 'field' | 'firsts'>): void {
  if (bulkId === undefined) return;
  const first = firsts.get(bulkId);
  if (first !== undefined)
    throw malformed(`${field} has the bulkId ${quoted(bulkId)} of ${first}. Give each operation its own.`);
  firsts.set(bulkId, field);
}

const PATH = /^\/?([^/?]+)(?:\/([^/?]+))?\/?(?:\?|$)/;
/** What stands behind a collection is the bulkId as it was given, whatever it is made of. */
const REFERRING_PATH = /^\/?([^/?]+)\/(bulkId:[^]*)$/;

function readTarget(claimed: unknown, { field, base }: Pick<Reading, 'field' | 'base'>): BulkTarget {
  if (typeof claimed !== 'string' || claimed === '') {
    throw malformed(`${field}.path must be /Users or /Groups, with an id behind it unless the method is POST.`);
  }
  const path = claimed.startsWith(`${base}/`) ? claimed.slice(base.length) : claimed;
  const referring = REFERRING_PATH.exec(path);
  const [, name = '', id] = referring ?? PATH.exec(path) ?? [];
  if (name.toLowerCase() === 'bulk') throw malformed(`${field}.path is /Bulk. A bulk cannot hold another one.`);
  const collection = collections.get(name.toLowerCase());
  if (collection === undefined) {
    throw new Refusal(
      'not_found',
      `${field}.path is ${quoted(claimed)}, which a bulk cannot change. Use /Users or /Groups, with an id behind it unless the method is POST.`,
    );
  }
  return { collection, id: referring === null && id !== undefined ? decoded(id) : id };
}

const collections: ReadonlyMap<string, BulkTarget['collection']> = new Map([
  ['users', '/Users'],
  ['groups', '/Groups'],
]);

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function readData(method: BulkMethod, claimed: unknown, field: string): unknown {
  if (method === 'DELETE') return undefined;
  if (claimed !== undefined && claimed !== null) return claimed;
  throw malformed(`${field} is a ${method} without data. Send the body of the ${method} as data.`);
}

function malformed(detail: string): Refusal {
  return new Refusal('malformed', detail);
}
