import { Failed } from '../../kit/failed.ts';
import { at, type Json, objectsIn } from '../../kit/json.ts';
import type { ScimClient } from '../../kit/scim-client.ts';
import { URN } from '../../kit/urns.ts';
import { accepted, idOf, pathOf } from '../client.ts';
import type { IdentityProvider, Person, Team, Teams } from '../persona.ts';
import { type Entra, entraClient } from './entra-client.ts';
import { type Changes, type Dialect, operationsFor } from './operations.ts';
import { sideBySide } from './side-by-side.ts';

const WORK_EMAIL = 'emails[type eq "work"].value';
const DEPARTMENT = `${URN.enterprise}:department`;

const ESCROWED = 'Entra puts this into its log, and tries again with every cycle.';

/** What Entra ID's provisioning service sends for each thing that happens. */
export function entraProvider(scim: ScimClient, dialect: Dialect): IdentityProvider {
  const entra = entraClient(scim, dialect);
  return {
    async testConnection() {
      const somebody = await entra.matchUser('userName', crypto.randomUUID());
      const some = await entra.matchGroup('displayName', crypto.randomUUID());
      if (somebody !== undefined || some !== undefined)
        throw new Failed(
          'A filter for a random GUID should find nothing, and does; Entra would link to what it found.',
        );
    },
    async provision(person) {
      const found = await entra.matchUser('userName', person.userName);
      if (found === undefined)
        return idOf(accepted(await entra.createUser(person), [201], ESCROWED).body, 'POST /Users');
      const id = idOf(found, 'GET /Users');
      await bring(entra, id, wantedOf(person));
      return id;
    },
    createAgain: async (person) => (await entra.createUser(person)).status,
    update: (id, after) => bring(entra, id, profileOf(after)),
    deactivate: (id) => bring(entra, id, { active: false }),
    reactivate: (id, person) => bring(entra, id, wantedOf(person)),
    async remove(id) {
      accepted(await entra.deleteUser(id), [204, 404], ESCROWED);
    },
    teams: teamsOf(entra),
  };
}

function profileOf({ userName, externalId, givenName, familyName, title, department }: Person): Changes {
  return {
    userName,
    externalId,
    displayName: `${givenName} ${familyName}`,
    'name.formatted': `${givenName} ${familyName}`,
    'name.givenName': givenName,
    'name.familyName': familyName,
    title,
    [WORK_EMAIL]: userName,
    [DEPARTMENT]: department,
  };
}

function wantedOf(person: Person): Changes {
  return { ...profileOf(person), active: true };
}

/** Reads the user, and patches what is not as it should be; sends nothing when all is. */
async function bring(entra: Entra, id: string, wanted: Changes): Promise<void> {
  const { body } = accepted(await entra.scim.get(pathOf('Users', id)), [200], ESCROWED);
  const differing = Object.entries(wanted).filter(([path, value]) => (valueAt(body, path) ?? '') !== value);
  if (differing.length === 0) return;
  const isAbsent = ([path]: [string, unknown]): boolean => valueAt(body, path) === undefined;
  const operations = [
    ...operationsFor(entra.dialect, 'add', Object.fromEntries(differing.filter(isAbsent))),
    ...operationsFor(entra.dialect, 'replace', Object.fromEntries(differing.filter((entry) => !isAbsent(entry)))),
  ];
  accepted(await entra.patchUser(id, ...operations), [200, 204], ESCROWED);
}

function valueAt(user: Json, path: string): unknown {
  if (path === WORK_EMAIL) return objectsIn(user['emails']).find(({ type }) => type === 'work')?.['value'];
  if (path === DEPARTMENT) return at(user[URN.enterprise], 'department');
  return at(user, path);
}

function teamsOf(entra: Entra): Teams {
  const add = async (id: string, member: string): Promise<void> => {
    accepted(await entra.addMember(id, member), [200, 204], ESCROWED);
  };
  const remove = async (id: string, member: string): Promise<void> => {
    accepted(await entra.removeMember(id, member), [200, 204], ESCROWED);
  };
  return {
    isParallel: true,
    /** Entra never reads members: it adds those that it knows, and takes out only whom it has put in. */
    async provision(team) {
      const id = await linked(entra, team);
      await sideBySide(team.members, (member) => add(id, member));
      return id;
    },
    async rename(id, { displayName }) {
      accepted(await entra.readGroup(id), [200], ESCROWED);
      accepted(await entra.replaceInGroup(id, 'displayName', displayName), [200, 204], ESCROWED);
    },
    async changeMembers(id, _team, { joined, left }) {
      const changes = [...joined.map((member) => () => add(id, member)), ...left.map((each) => () => remove(id, each))];
      await sideBySide(changes, (change) => change());
    },
    async remove(id) {
      accepted(await entra.deleteGroup(id), [204, 404], ESCROWED);
    },
  };
}

/** The id of the group that Entra has made before; makes it where it is not there. */
async function linked(entra: Entra, { displayName, externalId }: Team): Promise<string> {
  const found = await entra.matchGroup('externalId', externalId);
  if (found !== undefined) return idOf(found, 'GET /Groups');
  return idOf(accepted(await entra.createGroup(displayName, externalId), [201], ESCROWED).body, 'POST /Groups');
}
