import { isDeepStrictEqual } from 'node:util';
import { Failed } from './failed.ts';
import { at, detailIn, isJson, type Json, objectsIn, shown } from './json.ts';
import type { Answer } from './scim-client.ts';
import type { Resource } from './trial.ts';
import { URN } from './urns.ts';

/** Throws Failed with this sentence unless the condition holds. */
export function check(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Failed(sentence);
}

/** Two values are equal as JSON is: the order of keys does not count, that of lists does. */
export function checkEqual(actual: unknown, expected: unknown, what: string): void {
  check(isDeepStrictEqual(actual, expected), `${what} should be ${shown(expected)}, and is ${shown(actual)}.`);
}

/** What stands at a path of an answer's body (`emails.0.value`) is as expected. */
export function checkAt(answer: Answer, path: string, expected: unknown): void {
  checkEqual(at(answer.body, path), expected, `${path} in the answer to ${answer.request}`);
}

/** The answer has this status, or one of these. */
export function checkStatus(answer: Answer, ...expected: readonly [number, ...number[]]): void {
  const detail = detailIn(answer.body);
  const said = detail === undefined ? '' : `: ${detail}`;
  check(
    expected.includes(answer.status),
    `${answer.request} should be answered with ${expected.join(' or ')}, and was with ${answer.status}${said}.`,
  );
}

/** The answer is a refusal with this status, or one of these; and with this scimType, where one is given. */
export function checkError(answer: Answer, expected: number | readonly [number, ...number[]], scimType?: string): void {
  checkStatus(answer, ...(typeof expected === 'number' ? ([expected] as const) : expected));
  if (scimType !== undefined)
    checkEqual(at(answer.body, 'scimType'), scimType, `scimType in the error to ${answer.request}`);
}

/** The body is a SCIM Error in its whole form (RFC 7644 §3.12): schemas, the status as a text, a detail in words. */
export function checkErrorForm(answer: Answer): void {
  checkSchemas(answer, URN.error);
  checkEqual(at(answer.body, 'status'), `${answer.status}`, `status in the error to ${answer.request} (a text)`);
  const detail = at(answer.body, 'detail');
  check(
    typeof detail === 'string' && detail.trim() !== '',
    `detail in the error to ${answer.request} should be words, and is ${shown(detail)}.`,
  );
}

/** The body's `schemas` has this URN. */
export function checkSchemas({ body, request }: Answer, urn: string): void {
  const schemas = body['schemas'];
  check(
    Array.isArray(schemas) && schemas.includes(urn),
    `schemas in the answer to ${request} should have ${urn}, and is ${shown(schemas)}.`,
  );
}

/** A page of resources: what a ListResponse says (RFC 7644 §3.4.2), read strictly. */
export type Page = { readonly totalResults: number; readonly resources: readonly Json[]; readonly answer: Answer };

/** The answer is 200 with a ListResponse whose numbers agree. */
export function checkPage(answer: Answer): Page {
  checkStatus(answer, 200);
  checkSchemas(answer, URN.list);
  const { totalResults, Resources = [] } = answer.body;
  check(
    typeof totalResults === 'number' && Number.isInteger(totalResults) && totalResults >= 0,
    `totalResults in the answer to ${answer.request} should be a whole number, and is ${shown(totalResults)}.`,
  );
  check(
    Array.isArray(Resources) && Resources.every(isJson),
    `Resources in the answer to ${answer.request} should be a list of resources, and is ${shown(Resources)}.`,
  );
  const resources = objectsIn(Resources);
  check(
    resources.length <= totalResults,
    `${answer.request} gave ${resources.length} resources, which is more than its totalResults of ${totalResults}.`,
  );
  return { totalResults, resources, answer };
}

/**
 * What a list holds, read leniently: cases about something else do not fail by the form of a list. A lone object in the
 * place of the list counts as one resource.
 */
export function listed(answer: Answer): readonly Json[] {
  checkStatus(answer, 200);
  const { totalResults, Resources } = answer.body;
  check(
    Number.isInteger(Number(totalResults ?? Number.NaN)),
    `${answer.request} should be answered with a list, and was with ${shown(answer.body)}.`,
  );
  return resourcesIn(Resources);
}

function resourcesIn(Resources: unknown): readonly Json[] {
  return isJson(Resources) ? [Resources] : objectsIn(Resources);
}

/** The resources that a list holds, read leniently. */
export function found(answer: Answer): readonly Resource[] {
  return listed(answer).filter((each): each is Resource => typeof each['id'] === 'string');
}

/** It finds exactly these resources, in any order. Reads the list leniently. */
export function checkFinds(answer: Answer, ids: readonly string[]): readonly Resource[] {
  const resources = found(answer);
  checkEqual(resources.map(({ id }) => id).toSorted(), [...ids].toSorted(), `what ${answer.request} finds (by id)`);
  return resources;
}

/** It finds exactly these resources, in this order. Reads the list leniently. */
export function checkFindsInOrder(answer: Answer, ids: readonly string[]): void {
  const order = found(answer).map(({ id }) => id);
  checkEqual(order, ids, `the order of what ${answer.request} finds (by id)`);
}

/** A resource shows these attributes and hides those (RFC 7644 §3.9), each named by its path. */
export function checkShows(
  resource: Json,
  { shows, hides }: { readonly shows: readonly string[]; readonly hides: readonly string[] },
  request: string,
): void {
  for (const path of shows)
    check(at(resource, path) !== undefined, `The answer to ${request} should show ${path}: ${shown(resource)}.`);
  for (const path of hides)
    check(at(resource, path) === undefined, `The answer to ${request} should not show ${path}: ${shown(resource)}.`);
}

/** A page by cursor (RFC 9865 §2), read leniently: who is on it, and the cursor of the next. */
export function cursorPage(answer: Answer): { readonly ids: readonly string[]; readonly next: string | undefined } {
  checkStatus(answer, 200);
  const { Resources, nextCursor } = answer.body;
  const ids = resourcesIn(Resources).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
  return { ids, next: typeof nextCursor === 'string' && nextCursor !== '' ? nextCursor : undefined };
}

/** It finds nobody. 404 will do here, as that a miss is 200 has a case of its own. */
export function checkFindsNobody(answer: Answer): void {
  if (answer.status !== 404) checkFinds(answer, []);
}
