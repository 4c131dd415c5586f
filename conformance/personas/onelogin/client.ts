import { randomUUID } from 'node:crypto';
import { found } from '../../kit/checks.ts';
import type { Json } from '../../kit/json.ts';
import type { ScimClient } from '../../kit/scim-client.ts';
import { accepted, pathOf, quoted } from '../client.ts';
import type { IdentityProvider } from '../persona.ts';
import { groupPush, profileOf, userPush } from '../push.ts';
import { everyPage } from '../reading.ts';

/** The client with OneLogin's headers: a User-Agent without a name, and JSON wanted as application/json. */
function asOneLogin(scim: ScimClient): ScimClient {
  return scim.as({
    headers: { 'user-agent': '', accept: 'application/json', 'content-type': 'application/scim+json' },
  });
}

/** What OneLogin sends: it looks by userName, reads who is there by id, and reads groups as a list. */
export function connectOneLogin(plain: ScimClient): IdentityProvider {
  const scim = asOneLogin(plain);
  // By weak sources: PUT for profiles and PATCH for active (both are named), and how members are taken out.
  const users = userPush(scim, { bodyOf: profileOf, isActivePatched: true });
  return {
    async testConnection() {
      const filter = `userName eq ${quoted(`${randomUUID()}@example.com`)}`;
      // An empty list or 404: both tell it that the address is right.
      const answer = await scim.get('/Users', { query: { filter } });
      accepted(answer, [200, 404], 'the connection cannot be enabled.');
      if (answer.status === 200) found(answer);
    },
    ...users,
    async update(id, after, before) {
      accepted(await scim.get(pathOf('Users', id)), [200], 'the user cannot be updated.');
      await users.update(id, after, before);
    },
    teams: groupPush(scim, {
      find: async (name) => (await everyPage(scim, '/Groups')).find(({ displayName }) => displayName === name),
      adding: (ids) => (ids.length === 0 ? [] : [{ op: 'add', path: 'members', value: ids.map(asMember) }]),
      removing: (ids) => ids.map((id) => ({ op: 'remove', path: `members[value eq ${quoted(id)}]` })),
      renaming: (displayName) => ({ op: 'replace', path: 'displayName', value: displayName }),
    }),
  };
}

function asMember(value: string): Json {
  return { value };
}
