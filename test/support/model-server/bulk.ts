import { isObject } from '../../../src/core/resources/codec.rules.ts';
import { type Answer, errorAnswer } from './answers.ts';
import type { Asked } from './asked.ts';
import { Refused, refusedOf } from './refused.ts';
import { type Kind, locationOf, type World } from './world.ts';

/** The most operations of a bulk. */
export const MAX_OPERATIONS = 100;

type Json = Readonly<Record<string, unknown>>;
type Route = (world: World, asked: Asked) => Promise<Answer>;

/** A bulk that is being done. */
type Job = {
  readonly world: World;
  readonly asked: Asked;
  readonly route: Route;
  readonly operations: readonly Json[];
  /** By bulkId. */
  readonly ids: Map<string, string>;
  readonly results: Map<number, Json>;
  readonly failOnErrors: number;
  errors: number;
};

/** POST /Bulk (RFC 7644 §3.7). Each operation goes the way that it would go alone. Throws Refused. */
export async function bulk(world: World, asked: Asked, route: Route): Promise<Answer> {
  if (world.has('bulk-501')) throw new Refused(501, 'There is no bulk here.');
  const job = jobOf(world, asked, route);
  const before = new Map(world.resources);
  await doInOrder(job);
  if (world.has('bulk-undone-by-an-error') && job.errors > 0) {
    world.resources.clear();
    for (const [id, each] of before) world.resources.set(id, each);
  }
  const Operations = [...job.results].toSorted(([one], [other]) => one - other).map(([, result]) => result);
  return { status: 200, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'], Operations } };
}

function jobOf(world: World, asked: Asked, route: Route): Job {
  const body = asked.json();
  const list = isObject(body) ? body['Operations'] : undefined;
  if (!isObject(body) || !Array.isArray(list))
    throw new Refused(400, 'There are no Operations.', { scimType: 'invalidSyntax' });
  if (list.length > MAX_OPERATIONS && !world.has('bulk-unlimited'))
    throw new Refused(413, `There are more than ${MAX_OPERATIONS} operations.`);
  const limit = Number(body['failOnErrors'] ?? 0);
  return {
    world,
    asked,
    route,
    operations: list.filter(isObject),
    ids: new Map(),
    results: new Map(),
    failOnErrors: limit > 0 && !world.has('fail-on-errors-ignored') ? limit : Number.POSITIVE_INFINITY,
    errors: 0,
  };
}

/** Rounds over what is left: each does what needs nothing that is not there; when nothing can go on, a circle is opened. */
async function doInOrder(job: Job): Promise<void> {
  let left = job.operations.map((operation, index) => ({ operation, index }));
  const later: { operation: Json; index: number }[] = [];
  while (left.length > 0 && job.errors < job.failOnErrors) {
    const ready = left.find(({ operation }) => isReady(job, operation));
    const next = ready ?? left.find(({ operation }) => operation['method'] === 'POST') ?? left[0];
    if (next === undefined) return;
    const circular = ready === undefined ? partsOf(next.operation) : undefined;
    if (circular !== undefined) later.push({ operation: circular.rest, index: next.index });
    await doOne(job, circular?.first ?? next.operation, next.index);
    left = left.filter((each) => each !== next);
  }
  for (const { operation, index } of later) await complete(job, operation, index);
}

const REFERENCE = /"(?:[^"\\]*\/)?bulkId:([^"\\]+)\\?"/g;

/** What no operation will create any more is waited for by nobody. */
function isReady({ operations, ids, results, world }: Job, { path, data }: Json): boolean {
  if (world.has('bulk-ids-not-resolved') || world.has('bulk-references-only-backwards')) return true;
  const coming = new Set(
    operations.flatMap(({ method, bulkId }, index) => (method === 'POST' && !results.has(index) ? [bulkId] : [])),
  );
  const needed = [...JSON.stringify([path, data]).matchAll(REFERENCE)].map(([, id]) => id);
  return needed.every((id) => id === undefined || ids.has(id) || !coming.has(id));
}

/** A circle is opened at a new user's manager, or at a new group's members: the rest is a PATCH. */
function partsOf(operation: Json): { first: Json; rest: Json } | undefined {
  const data = isObject(operation['data']) ? operation['data'] : {};
  const urn = Object.keys(data).find((name) => name.includes(':enterprise:'));
  if (operation['method'] !== 'POST') return undefined;
  const { bulkId } = operation;
  const path = `${String(operation['path'])}/bulkId:${String(bulkId)}`;
  const rest = (value: Json): Json => ({ method: 'PATCH', bulkId, path, data: { Operations: [{ op: 'add', value }] } });
  if ('members' in data) {
    const { members, ...others } = data;
    return { first: { ...operation, data: others }, rest: rest({ members }) };
  }
  if (urn === undefined) return undefined;
  const { [urn]: extension, ...others } = data;
  return { first: { ...operation, data: others }, rest: rest({ [urn]: extension }) };
}

/** The second part of an operation; only its failure is told. */
async function complete(job: Job, operation: Json, index: number): Promise<void> {
  const result = job.results.get(index);
  if (result === undefined || 'response' in result) return;
  await doOne(job, operation, index);
  const failure = job.results.get(index);
  if (failure === undefined || !('response' in failure)) job.results.set(index, result);
}

async function doOne(job: Job, operation: Json, index: number): Promise<void> {
  const { world, ids } = job;
  const { method, bulkId } = operation;
  const answer = await answerFor(job, operation).catch((error: unknown) => errorAnswer(world, refusedOf(error)));
  const { status, body } = answer;
  const segments = segmentsOf(resolved(job, operation));
  const id = isObject(body) && typeof body['id'] === 'string' ? body['id'] : segments[1];
  if (method === 'POST' && status < 300 && typeof bulkId === 'string' && id !== undefined) ids.set(bulkId, id);
  if (status >= 300) job.errors += 1;
  const kind: Kind = /^groups$/i.test(segments[0] ?? '') ? 'Group' : 'User';
  const hasLocation = id !== undefined && !world.has('bulk-without-location');
  job.results.set(index, {
    method,
    ...(world.has('bulk-ids-not-told') ? {} : { bulkId }),
    ...(hasLocation ? { location: locationOf({ kind, id }) } : {}),
    status: world.has('bulk-status-as-number') ? status : `${status}`,
    ...(status >= 300 && !world.has('bulk-errors-not-told') ? { response: body } : {}),
  });
}

function answerFor(job: Job, operation: Json): Promise<Answer> {
  const { world, asked, route } = job;
  const { method, path, data, version } = resolved(job, operation);
  if (typeof method !== 'string' || typeof path !== 'string')
    return Promise.reject(new Refused(400, 'method and path are needed.', { scimType: 'invalidSyntax' }));
  const segments = segmentsOf({ path });
  const call: Asked = {
    ...asked,
    method: method.toUpperCase(),
    segments,
    id: segments[1] ?? '',
    names: [],
    parameter: () => null,
    header: (name) => (name === 'if-match' && typeof version === 'string' ? version : undefined),
    json: () => data,
  };
  return route(world, call);
}

function segmentsOf({ path }: Json): string[] {
  return String(path)
    .split('/')
    .filter((segment) => segment !== '');
}

/** The operation with ids in the place of `bulkId:x` (RFC 7644 §3.7.2). */
function resolved({ ids, world }: Job, operation: Json): Json {
  if (world.has('bulk-ids-not-resolved')) return operation;
  const text = JSON.stringify(operation, (key, value: unknown) =>
    typeof value === 'string' && key !== 'bulkId'
      ? value.replace(/bulkId:([^"\]/]+)/g, (whole, id: string) => ids.get(id) ?? whole)
      : value,
  );
  return JSON.parse(text) as Json;
}
