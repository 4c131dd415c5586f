import { patchOf } from '../../kit/changes.ts';
import type { Json } from '../../kit/json.ts';
import type { ScimClient } from '../../kit/scim-client.ts';
import { URN } from '../../kit/urns.ts';
import { accepted, idOf, pathOf, quoted } from '../client.ts';
import type { Team, Teams } from '../persona.ts';
import { differences, remove } from '../push.ts';
import { membersOf } from '../reading.ts';
import { lookUp } from './look-up.ts';
import { chunksOf, type ServerConfig } from './server-config.ts';

/** What authentik sends for groups: itself by a PATCH without a path, members one operation each, in pieces. */
export function authentikTeams(scim: ScimClient, config: () => Promise<ServerConfig>): Teams {
  async function patchMembers(id: string, change: Parameters<Teams['changeMembers']>[2]): Promise<void> {
    const operations = [
      ...change.joined.map((value) => ({ op: 'add', path: 'members', value: [{ value }] })),
      ...change.left.map((value) => ({ op: 'remove', path: 'members', value: [{ value }] })),
    ];
    for (const chunk of chunksOf(operations, await config()))
      accepted(await scim.patch(pathOf('Groups', id), patchOf(...chunk)), [200, 204], 'the members stay as they were.');
  }

  /** Writes the group, the read-only id in it (so until authentik's pull request 23950), then compares the members. */
  async function save(id: string, team: Team): Promise<void> {
    const path = pathOf('Groups', id);
    const { isPatchSupported } = await config();
    const answer = isPatchSupported
      ? await scim.patch(path, patchOf({ op: 'replace', value: { ...groupBody(team), id } }))
      : await scim.put(path, { ...groupBody(team), id, members: asMembers(team) });
    accepted(answer, [200, 204], 'the group stays as it was.');
    if (isPatchSupported) await patchMembers(id, differences(await membersOf(scim, id), team.members));
  }

  return {
    isParallel: false,
    async provision(team) {
      const { isPatchSupported } = await config();
      const members = isPatchSupported ? {} : { members: asMembers(team) };
      const answer = await scim.post('/Groups', { ...groupBody(team), ...members });
      if (answer.status === 409) {
        const id = await lookUp(scim, '/Groups', `displayName eq ${quoted(team.displayName)}`);
        await save(id, team);
        return id;
      }
      accepted(answer, [200, 201], 'the group is not pushed.');
      const id = idOf(answer.body, answer.request);
      if (isPatchSupported) await patchMembers(id, { joined: team.members, left: [] });
      return id;
    },
    rename: save,
    async changeMembers(id, team, change) {
      if ((await config()).isPatchSupported) await patchMembers(id, change);
      else await save(id, team);
    },
    remove: (id) => remove(scim, pathOf('Groups', id)),
  };
}

/** The group as authentik sends it, without its members where they can be PATCHed. */
function groupBody({ displayName, externalId }: Team): Json {
  return { schemas: [URN.group], externalId, displayName };
}

function asMembers({ members }: Team): readonly Json[] {
  return members.map((value) => ({ value }));
}
