import { randomUUID } from 'node:crypto';
import type { Json } from '../../kit/json.ts';
import type { ScimClient } from '../../kit/scim-client.ts';
import { accepted, findOne, pathOf, quoted } from '../client.ts';
import type { IdentityProvider } from '../persona.ts';
import { groupPush, profileOf, userPush } from '../push.ts';

/** What JumpCloud sends. Its activation makes a user and a group for a test, and takes them away again. */
export function connectJumpCloud(scim: ScimClient): IdentityProvider {
  // By a weak source: PUT for profiles and for active; PATCH is named as well. Nothing tells how it renames groups.
  const users = userPush(scim, { bodyOf: profileOf, isActivePatched: false });
  const teams = groupPush(scim, {
    find: (displayName) => findOne(scim, '/Groups', `displayName eq ${quoted(displayName)}`),
    adding: (ids) => (ids.length === 0 ? [] : [{ op: 'add', path: 'members', value: ids.map(asMember) }]),
    removing: (ids) => (ids.length === 0 ? [] : [{ op: 'remove', path: 'members', value: ids.map(asMember) }]),
    renaming: (displayName) => ({ op: 'replace', path: 'displayName', value: displayName }),
  });
  const test = `jumpcloud-test-${randomUUID()}`;
  const tester = {
    userName: `${test}@example.com`,
    externalId: test,
    givenName: 'Test',
    familyName: 'User',
    title: 'Test',
    department: 'Test',
  };
  return {
    async testConnection() {
      const id = await users.provision(tester);
      await teams.remove(await teams.provision({ displayName: test, externalId: test, members: [] }));
      const answer = await scim.delete(pathOf('Users', id));
      // A server that cannot delete users is told that the test user is inactive.
      if (answer.status === 405 || answer.status === 501) await users.deactivate(id, tester);
      else accepted(answer, [200, 204, 404], 'the test user stays.');
    },
    ...users,
    teams,
  };
}

function asMember(value: string): Json {
  return { value };
}
