import { check } from '../../kit/checks.ts';
import { objectsIn } from '../../kit/json.ts';
import type { Answer, ScimClient } from '../../kit/scim-client.ts';
import { accepted, idOf } from '../client.ts';

/** Asks with a filter as authentik writes it: encoded like a form, with a `+` for each blank. */
export function askByForm(scim: ScimClient, path: '/Users' | '/Groups', filter: string): Promise<Answer> {
  return scim.get(`${path}?${new URLSearchParams({ filter }).toString()}`);
}

/** The id of what stands in the way of a creation: the first that is found. Throws Failed when nothing is. */
export async function lookUp(scim: ScimClient, path: '/Users' | '/Groups', filter: string): Promise<string> {
  const answer = accepted(await askByForm(scim, path, filter), [200], 'authentik cannot link to what is there.');
  const [first] = objectsIn(answer.body['Resources']);
  check(first !== undefined, `${answer.request} finds nothing, although creating it was answered with 409.`);
  return idOf(first, answer.request);
}
