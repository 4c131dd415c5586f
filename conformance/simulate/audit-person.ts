import { Failed } from '../kit/failed.ts';
import { at, type Json, objectsIn, shown } from '../kit/json.ts';
import type { ScimClient } from '../kit/scim-client.ts';
import { URN } from '../kit/urns.ts';
import type { PersonEntry } from './books.ts';

/** Where what the books say of a person stands in a user. */
const attributes = [
  ['name.givenName', 'givenName'],
  ['name.familyName', 'familyName'],
  ['title', 'title'],
] as const;

/**
 * How what the server has for a person differs from the books, as sentences: they are found by their userName, once,
 * under their id, and are as they should be; or are not found when they were deleted. Throws Failed when they
 * cannot be looked for, and Unreachable.
 */
export async function personDifferences(scim: ScimClient, { person, id, state }: PersonEntry): Promise<string[]> {
  const { userName } = person;
  const users = await usersCalled(scim, userName);
  if (state === 'deleted') return users.length === 0 ? [] : [`${userName} was deleted, and is still found.`];
  const [user] = users;
  if (user === undefined) return [`${userName} should be there, and is not found.`];
  if (users.length > 1) return [`${userName} should be there once, and is found ${users.length} times.`];
  if (user['id'] !== id) return [`${userName} should have the id ${shown(id)}, and has ${shown(user['id'])}.`];
  const pairs: [what: string, actual: unknown, expected: unknown][] = [
    ['userName', user['userName'], userName],
    ['active', user['active'], state === 'active'],
    ...attributes.map(([path, name]): [string, unknown, unknown] => [path, at(user, path), person[name]]),
    ['department', departmentOf(user), person.department],
  ];
  return pairs
    .filter(([, actual, expected]) => actual !== expected)
    .map(([what, actual, expected]) => `${what} of ${userName} should be ${shown(expected)}, and is ${shown(actual)}.`);
}

/** The users of whom a server says that they have this userName. Throws Failed when it does not answer with a list. */
export async function usersCalled(scim: ScimClient, userName: string): Promise<readonly Json[]> {
  const filter = `userName eq ${JSON.stringify(userName)}`;
  const { status, body, request } = await scim.get('/Users', { query: { filter } });
  if (status !== 200 || typeof body['totalResults'] !== 'number')
    throw new Failed(`${request} with filter ${filter} should be answered with a list, and was with ${status}.`);
  return objectsIn(body['Resources']);
}

/** The name of the extension has dots in it, so that it is no path. */
function departmentOf(user: Json): unknown {
  return at(user[URN.enterprise], 'department');
}
