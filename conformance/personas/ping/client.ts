import type { Json } from '../../kit/json.ts';
import type { ScimClient } from '../../kit/scim-client.ts';
import { accepted, quoted } from '../client.ts';
import type { IdentityProvider } from '../persona.ts';
import { groupPush, profileOf, userPush } from '../push.ts';
import { everyPage } from '../reading.ts';

const PAGE_SIZE = 100;

/** What PingOne and PingFederate send: users by PUT, members by PATCH, and groups found by reading them all. */
export function connectPing(scim: ScimClient): IdentityProvider {
  return {
    async testConnection() {
      // Not documented: the least that shows that address and token are right.
      const answer = await scim.get('/Users', { query: { startIndex: 1, count: 1 } });
      accepted(answer, [200], 'the connection cannot be saved.');
    },
    ...userPush(scim, { bodyOf: profileOf, isActivePatched: false }),
    teams: groupPush(scim, {
      find: async (name) =>
        (await everyPage(scim, '/Groups', PAGE_SIZE)).find(({ displayName }) => displayName === name),
      adding: (ids) => (ids.length === 0 ? [] : [{ op: 'add', path: 'members', value: ids.map(asMember) }]),
      // Not documented: in the form of the RFC.
      removing: (ids) => ids.map((id) => ({ op: 'remove', path: `members[value eq ${quoted(id)}]` })),
      renaming: (displayName) => ({ op: 'replace', path: 'displayName', value: displayName }),
    }),
  };
}

function asMember(value: string): Json {
  return { value };
}
