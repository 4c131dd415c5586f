import { Failed } from '../kit/failed.ts';
import { at, objectsIn, shown } from '../kit/json.ts';
import type { ScimClient } from '../kit/scim-client.ts';
import type { GroupEntry } from './books.ts';

/** So many names are told; of more there is only the number. */
const MAX_NAMES = 5;

/**
 * How a group on the server differs from the books, as sentences. Members are ids on the server, and people go by
 * their names where the books know them. Throws Failed when it cannot be read, and Unreachable.
 */
export async function groupDifferences(
  scim: ScimClient,
  { displayName, id }: GroupEntry,
  { members, userNames }: { readonly members: ReadonlySet<string>; readonly userNames: ReadonlyMap<string, string> },
): Promise<string[]> {
  const { status, body, request } = await scim.get(`/Groups/${encodeURIComponent(id)}`);
  if (status === 404) return [`The group ${displayName} should be there, and is not found.`];
  if (status !== 200) throw new Failed(`${request} should be answered with 200, and was with ${status}.`);
  const listed = objectsIn(body['members']).map((each) => at(each, 'value'));
  const there = new Set(listed.map((value) => (typeof value === 'string' ? value : shown(value))));
  const names = (ids: readonly string[]): string =>
    `${ids
      .slice(0, MAX_NAMES)
      .map((each) => userNames.get(each) ?? each)
      .join(', ')}${ids.length > MAX_NAMES ? ` and ${ids.length - MAX_NAMES} more` : ''}`;
  const missing = [...members].filter((each) => !there.has(each));
  const extra = [...there].filter((each) => !members.has(each));
  return [
    ...(body['displayName'] === displayName
      ? []
      : [`displayName of the group ${displayName} is ${shown(body['displayName'])}.`]),
    ...(missing.length === 0
      ? []
      : [`The group ${displayName} should have as members ${names(missing)}, and has not.`]),
    ...(extra.length === 0 ? [] : [`The group ${displayName} has as members ${names(extra)}, and should not.`]),
    ...(listed.length === there.size ? [] : [`The group ${displayName} lists a member twice.`]),
  ];
}
