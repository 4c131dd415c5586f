import { isDeepStrictEqual } from 'node:util';
import { Failed } from '../../kit/failed.ts';
import type { Json } from '../../kit/json.ts';
import type { ScimClient } from '../../kit/scim-client.ts';
import { accepted, idOf, pathOf } from '../client.ts';
import type { IdentityProvider, Person, Team, Teams } from '../persona.ts';
import { checkOktaPage } from './okta-checks.ts';
import {
  adding,
  type Okta,
  type OktaApp,
  oktaClient,
  oktaProfile,
  removing,
  renaming,
  replacing,
} from './okta-client.ts';

/** What Okta sends for each thing that happens. It never deletes a user. */
export function oktaProvider(scim: ScimClient, app: OktaApp): IdentityProvider {
  const okta = oktaClient(scim, app);
  const change = async (id: string, changes: Json, consequence: string): Promise<void> => {
    accepted(await okta.change(id, changes), app === 'oin' ? [200, 204] : [200], consequence);
  };
  return {
    async testConnection() {
      checkOktaPage(await okta.scim.get('/Users', { query: { startIndex: 1, count: 2 } }));
      checkOktaPage(await okta.scim.get('/Groups', { query: { startIndex: 1, count: 100 } }));
    },
    async provision(person) {
      const found = await okta.match(person.userName);
      if (found === undefined) return create(okta, person);
      const id = idOf(found, 'GET /Users');
      const profile = { ...oktaProfile(person), active: true };
      await change(id, profile, 'Okta has linked the person, and reports that the profile could not be pushed.');
      return id;
    },
    createAgain: async (person) => (await okta.create(person)).status,
    async update(id, after, before) {
      const changes = changesOf(after, before);
      if (Object.keys(changes).length === 0) return;
      await change(id, changes, 'Okta reports that the profile could not be pushed, and tries no more.');
    },
    deactivate: (id) =>
      change(id, { active: false }, 'Okta reports a failed deactivation: the person keeps the access.'),
    async reactivate(id, { userName }) {
      const found = await okta.match(userName);
      if (found?.['id'] !== id)
        throw new Failed(
          `GET /Users should find ${userName} under the id from before the deactivation; Okta would make a second person.`,
        );
      await change(id, { active: true }, 'Okta reports a failed reactivation: the person stays locked out.');
    },
    teams: { isParallel: false, ...(app === 'oin' ? patchedTeams(okta) : putTeams(okta)) },
  };
}

async function create(okta: Okta, person: Person): Promise<string> {
  const consequence = 'Okta ends the provisioning of this person with an error.';
  return idOf(accepted(await okta.create(person), [201], consequence).body, 'POST /Users');
}

/** The attributes that are not as they were, each as a whole. */
function changesOf(after: Person, before: Person): Json {
  const was = oktaProfile(before);
  return Object.fromEntries(
    Object.entries(oktaProfile(after)).filter(([name, value]) => !isDeepStrictEqual(value, was[name])),
  );
}

const UNPUSHED = 'Okta marks the group as not pushed, and sends no more of its changes until somebody retries.';

/** The id of the group that has the name; makes one where there is none. */
async function linked(okta: Okta, { displayName }: Team): Promise<string> {
  const found = await okta.findGroup(displayName);
  if (found !== undefined) return idOf(found, 'GET /Groups');
  return idOf(accepted(await okta.createGroup(displayName), [201], UNPUSHED).body, 'POST /Groups');
}

async function removeGroup(okta: Okta, id: string): Promise<void> {
  accepted(
    await okta.scim.delete(pathOf('Groups', id)),
    [204, 404],
    'Okta reports that the group could not be deleted.',
  );
}

function patchedTeams(okta: Okta): Omit<Teams, 'isParallel'> {
  const patch = async (id: string, ...operations: readonly Json[]): Promise<void> => {
    accepted(await okta.patchGroup(id, ...operations), [200, 204], UNPUSHED);
  };
  return {
    async provision(team) {
      const id = await linked(okta, team);
      await patch(id, renaming(id, team.displayName));
      await patch(id, replacing(team.members));
      return id;
    },
    rename: (id, { displayName }) => patch(id, renaming(id, displayName)),
    async changeMembers(id, { displayName }, { joined, left }) {
      await patch(id, renaming(id, displayName));
      const operations = [...left.map(removing), ...(joined.length === 0 ? [] : [adding(joined)])];
      if (operations.length > 0) await patch(id, ...operations);
    },
    remove: (id) => removeGroup(okta, id),
  };
}

function putTeams(okta: Okta): Omit<Teams, 'isParallel'> {
  const put = async (id: string, { displayName, members }: Team): Promise<void> => {
    accepted(await okta.putGroup(id, displayName, members), [200], UNPUSHED);
  };
  return {
    async provision(team) {
      const id = await linked(okta, team);
      await put(id, team);
      return id;
    },
    rename: put,
    changeMembers: put,
    remove: (id) => removeGroup(okta, id),
  };
}
