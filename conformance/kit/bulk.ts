import { randomUUID } from 'node:crypto';
import { patchOf } from './changes.ts';
import { check, found } from './checks.ts';
import { at, type Json, objectsIn, shown } from './json.ts';
import type { Answer } from './scim-client.ts';
import type { Trial } from './trial.ts';
import { URN } from './urns.ts';

/** A bulk's answer, and what it says of each operation. */
export type BulkAnswer = {
  readonly answer: Answer;
  readonly sent: readonly Json[];
  readonly operations: readonly Json[];
};

/** Sends a bulk (RFC 7644 §3.7) and takes note of all that it has created. `more` goes beside the operations. */
export async function bulk(
  { scim, created }: Pick<Trial, 'scim' | 'created'>,
  operations: readonly Json[],
  more: Json = {},
): Promise<BulkAnswer> {
  const answer = await scim.post('/Bulk', { schemas: [URN.bulkRequest], Operations: operations, ...more });
  const done = objectsIn(answer.body['Operations']);
  for (const each of done) {
    const { type, id } = placeOf(each);
    if (/^post$/i.test(String(each['method'])) && id !== undefined)
      created({ ...answer, status: 201, request: `POST /${type}`, body: { id } });
  }
  return { answer, sent: operations, operations: done };
}

/**
 * Two operations of a bulk that cannot succeed: a change of somebody who is not there, a user without a userName. That
 * a server takes one of them is another case's business.
 */
export function failing(): readonly Json[] {
  const data = patchOf({ op: 'replace', path: 'displayName', value: 'Nobody' });
  return [
    { method: 'PATCH', path: `/Users/${randomUUID()}`, data },
    creating('nameless', { schemas: [URN.user], displayName: 'Nobody' }),
  ];
}

/** A bulk's operation that creates a user, or what the path says. */
export function creating(bulkId: string, data: Json, path = '/Users'): Json {
  return { method: 'POST', path, bulkId, data };
}

/**
 * What a bulk says of the operation with this bulkId. One without a bulkId counts by its place: that is another case's
 * business. Throws Failed when it says nothing.
 */
export function outcomeOf({ operations, sent, answer }: BulkAnswer, bulkId: string): Json {
  const inPlace = operations[sent.findIndex((each) => each['bulkId'] === bulkId)];
  const outcome =
    operations.find((each) => each['bulkId'] === bulkId) ?? (inPlace?.['bulkId'] === undefined ? inPlace : undefined);
  check(
    outcome !== undefined,
    `The answer to ${answer.request} should say what became of the operation with bulkId ${bulkId}, and is ${shown(answer.body)}.`,
  );
  return outcome;
}

/** The id of what a bulk has created with this bulkId, from its location. Throws Failed when there is none. */
export function idOf(answer: BulkAnswer, bulkId: string): string {
  const outcome = outcomeOf(answer, bulkId);
  const { id } = placeOf(outcome);
  check(id !== undefined, `The location of the operation ${bulkId} should end with an id; it says ${shown(outcome)}.`);
  return id;
}

/**
 * The id of what a bulk has created with this bulkId; looked for by its name where no location tells it, as that is
 * another case's business. Throws Failed when there is none.
 */
export async function madeId(
  { scim, created }: Pick<Trial, 'scim' | 'created'>,
  answer: BulkAnswer,
  bulkId: string,
): Promise<string> {
  const outcome = outcomeOf(answer, bulkId);
  const { id } = placeOf(outcome);
  if (id !== undefined) return id;
  const { path, data } = answer.sent.find((each) => each['bulkId'] === bulkId) ?? {};
  const attribute = path === '/Groups' ? 'displayName' : 'userName';
  const name = at(data, attribute);
  const sought = await scim.get(String(path), { query: { filter: `${attribute} eq "${String(name)}"` } });
  const made = sought.status === 404 ? undefined : found(sought).find((each) => each[attribute] === name);
  check(made !== undefined, `The operation ${bulkId} should create something; the bulk says ${shown(outcome)}.`);
  return created({ ...sought, status: 201, request: `POST ${String(path)}`, body: made }).id;
}

function placeOf({ location }: Json): { readonly type?: string | undefined; readonly id?: string | undefined } {
  const [, type, id] = /\/(Users|Groups)\/([^/?]+)$/.exec(String(location)) ?? [];
  return { type, id: id === undefined ? undefined : decodeURIComponent(id) };
}
