import { check, listed } from './checks.ts';
import { type Json, objectsIn } from './json.ts';
import type { ScimClient } from './scim-client.ts';

/**
 * What discovery says of one schema (by URN) or resource type (by name), read leniently: at its own address, or in the
 * list where it has none. Throws Failed when it is in neither.
 */
export async function described(scim: ScimClient, path: '/Schemas' | '/ResourceTypes', id: string): Promise<Json> {
  const isIt = (each: Json): boolean => each['id'] === id || each['name'] === id;
  const alone = await scim.get(`${path}/${id}`);
  if (alone.status === 200 && isIt(alone.body)) return alone.body;
  const one = listed(await scim.get(path)).find(isIt);
  check(one !== undefined, `GET ${path} should describe ${id}, and does not.`);
  return one;
}

/** The attributes of a schema. Throws Failed as `described`. */
export async function attributesOf(scim: ScimClient, urn: string): Promise<readonly Json[]> {
  return objectsIn((await described(scim, '/Schemas', urn))['attributes']);
}
