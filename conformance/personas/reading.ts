import { check, checkEqual, found } from '../kit/checks.ts';
import { at, type Json, objectsIn, shown } from '../kit/json.ts';
import type { ScimClient } from '../kit/scim-client.ts';
import type { Trial } from '../kit/trial.ts';
import { accepted, pathOf } from './client.ts';

/**
 * Everything that is there, page by page, as a client reads it that asks without a filter. Without a page size it
 * leaves the size of each page to the server. Throws Failed where such a client would go astray.
 */
export async function everyPage(scim: ScimClient, path: string, pageSize?: number): Promise<readonly Json[]> {
  const all: Json[] = [];
  for (;;) {
    const from = all.length + 1;
    const query =
      pageSize === undefined ? (from === 1 ? {} : { startIndex: from }) : { startIndex: from, count: pageSize };
    const answer = accepted(await scim.get(path, { query }), [200], 'the client cannot read what is there.');
    const { totalResults } = answer.body;
    check(
      typeof totalResults === 'number' && Number.isInteger(totalResults),
      `totalResults in the answer to ${answer.request} should be a whole number, and is ${shown(totalResults)}; the client cannot tell where the list ends.`,
    );
    const resources = objectsIn(answer.body['Resources']);
    all.push(...resources);
    if (all.length >= totalResults) return all;
    check(
      resources.length > 0,
      `${answer.request} from startIndex ${from} gives nobody, although totalResults is ${totalResults}; the client never gets to the end.`,
    );
  }
}

/** More than this would take too long to be read whole for one case. */
const MAX_READ = 10_000;

/** How many there are of a kind. Ends the case when they are too many to be read whole. */
export async function countToRead({ scim, skip }: Pick<Trial, 'scim' | 'skip'>, path: string): Promise<number> {
  const answer = await scim.get(path, { query: { startIndex: 1, count: 1 } });
  found(answer);
  const total = Number(answer.body['totalResults']);
  return total > MAX_READ ? skip(`There are ${total} of them, too many to be read whole.`) : total;
}

/** The ids of those resources that are among `made`, in the order in which they came. */
export function idsAmong(resources: readonly Json[], made: readonly string[]): readonly string[] {
  return resources.flatMap(({ id }) => (typeof id === 'string' && made.includes(id) ? [id] : []));
}

/** The ids of the users in a group. Throws Failed unless the answer is the group. */
export async function membersOf(scim: ScimClient, id: string): Promise<readonly string[]> {
  const answer = accepted(await scim.get(pathOf('Groups', id)), [200], 'the client cannot tell who is in the group.');
  checkEqual(at(answer.body, 'id'), id, `id in the answer to ${answer.request}`);
  return objectsIn(answer.body['members']).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}
