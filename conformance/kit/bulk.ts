import { check } from './checks.ts';
import { type Json, objectsIn, shown } from './json.ts';
import type { Answer } from './scim-client.ts';
import type { Trial } from './trial.ts';
import { URN } from './urns.ts';

/** A bulk's answer, and what it says of each operation. */
export type BulkAnswer = { readonly answer: Answer; readonly operations: readonly Json[] };

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
  return { answer, operations: done };
}

/** A bulk's operation that creates a user. */
export function creating(bulkId: string, data: Json, path = '/Users'): Json {
  return { method: 'POST', path, bulkId, data };
}

/** What a bulk says of the operation with this bulkId. Throws Failed when it says nothing. */
export function outcomeOf({ operations, answer }: BulkAnswer, bulkId: string): Json {
  const outcome = operations.find((each) => each['bulkId'] === bulkId);
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

function placeOf({ location }: Json): { readonly type?: string | undefined; readonly id?: string | undefined } {
  const [, type, id] = /\/(Users|Groups)\/([^/?]+)$/.exec(String(location)) ?? [];
  return { type, id: id === undefined ? undefined : decodeURIComponent(id) };
}
