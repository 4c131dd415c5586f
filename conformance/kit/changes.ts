import { check, checkEqual, checkStatus, found } from './checks.ts';
import { at, type Json, objectsIn, shown } from './json.ts';
import type { Answer, ScimClient } from './scim-client.ts';
import type { Resource, Trial } from './trial.ts';
import { URN } from './urns.ts';

/** Where a resource is, under the base URL: `/Users/7`. */
export function addressOf({ id }: { readonly id: string }, type: 'Users' | 'Groups' = 'Users'): string {
  return `/${type}/${encodeURIComponent(id)}`;
}

/** A PatchOp message with these operations (RFC 7644 §3.5.2). */
export function patchOf(...operations: readonly Json[]): Json {
  return { schemas: [URN.patch], Operations: operations };
}

/** Sends one PATCH with these operations. */
export function patch(scim: ScimClient, address: string, ...operations: readonly Json[]): Promise<Answer> {
  return scim.patch(address, patchOf(...operations));
}

/** Sends a PATCH that has to succeed, with 200 or 204 (RFC 7644 §3.5.2), and gives what the resource is then. */
export async function patched(scim: ScimClient, address: string, ...operations: readonly Json[]): Promise<Json> {
  checkStatus(await patch(scim, address, ...operations), 200, 204);
  return now(scim, address);
}

/** What the resource is now. Throws Failed unless it is there. */
export async function now(scim: ScimClient, address: string): Promise<Json> {
  const answer = await scim.get(address);
  checkStatus(answer, 200);
  return answer.body;
}

/** The element of a multi-valued attribute that has this value. Throws Failed when there is none. */
export function elementOf(resource: Json, attribute: string, value: string): Json {
  const element = objectsIn(resource[attribute]).find((each) => each['value'] === value);
  check(element !== undefined, `${attribute} should have ${shown(value)}, and is ${shown(resource[attribute])}.`);
  return element;
}

/** A multi-valued attribute holds exactly these values, in any order, each once. */
export function checkValues(resource: Json, attribute: string, expected: readonly string[]): void {
  const values = objectsIn(resource[attribute]).map(({ value }) => String(value));
  checkEqual(values.toSorted(), expected.toSorted(), `what ${attribute} holds (by value)`);
}

/** Takes note of what a POST has made that should have been refused, so that it is cleared away. */
export function noted({ created }: Pick<Trial, 'created'>, answer: Answer): Answer {
  if (answer.status < 300 && typeof answer.body['id'] === 'string') created(answer);
  return answer;
}

/** Creates a user of a department (RFC 7643 §4.3). Skips the case when the server does not keep departments. */
export async function employee({ createUser, read, skip }: Trial, department: string): Promise<Resource> {
  const user = await createUser({ schemas: [URN.user, URN.enterprise], [URN.enterprise]: { department } });
  if (departmentOf((await read(user)).body) !== department) skip('The server does not keep the enterprise extension.');
  return user;
}

/** The department of a user. */
export function departmentOf(user: Json): unknown {
  return at(user[URN.enterprise], 'department');
}

/** Creates a group with these members, by a PATCH where the server drops them in a POST: that is another case's business. */
export async function team({ scim, createGroup }: Trial, ...people: readonly Resource[]): Promise<Resource> {
  const members = people.map(({ id }) => ({ value: id }));
  const group = await createGroup({ members });
  const address = addressOf(group, 'Groups');
  const held = objectsIn((await now(scim, address))['members']);
  if (held.length < members.length) await patch(scim, address, { op: 'add', path: 'members', value: members });
  return group;
}

/** The users with this userName, read leniently: a filter that is ignored, and 404 for a miss, are other cases' business. */
export async function named(scim: ScimClient, userName: string): Promise<readonly Resource[]> {
  const answer = await scim.get('/Users', { query: { filter: `userName eq "${userName}"` } });
  return answer.status === 404 ? [] : found(answer).filter((each) => each['userName'] === userName);
}
