import type { Json } from '../../kit/json.ts';
import type { ScimClient } from '../../kit/scim-client.ts';
import { accepted, idOf, pathOf, quoted } from '../client.ts';
import type { IdentityProvider, Person } from '../persona.ts';
import { profileOf, remove } from '../push.ts';
import { lookUp } from './look-up.ts';
import { readServerConfig, type ServerConfig } from './server-config.ts';
import { authentikTeams } from './teams.ts';

/** What authentik sends: it reads what the server can do, creates without a look, and looks when that is refused. */
export function connectAuthentik(plain: ScimClient): IdentityProvider {
  const scim = plain.as({ headers: { 'content-type': 'application/scim+json' } });
  let known: ServerConfig | undefined;
  const config = async (): Promise<ServerConfig> => (known ??= await readServerConfig(scim));

  async function put(id: string, person: Person, active = true): Promise<void> {
    await config();
    const answer = await scim.put(pathOf('Users', id), { ...bodyOf(person, active), id });
    // To authentik 404 means that the user has to be created anew, under whatever id that gives.
    if (answer.status === 404) await create(person, active);
    else accepted(answer, [200, 204], 'the user stays as it was, and the task fails.');
  }

  /** Gives the id of the new user; undefined when the name is taken. */
  async function create(person: Person, active = true): Promise<string | undefined> {
    const answer = await scim.post('/Users', bodyOf(person, active));
    if (answer.status === 409) return undefined;
    accepted(answer, [200, 201], 'the user is not provisioned, and the task fails.');
    return idOf(answer.body, answer.request);
  }

  async function provision(person: Person): Promise<string> {
    await config();
    const made = await create(person);
    if (made !== undefined) return made;
    const id = await lookUp(scim, '/Users', `userName eq ${quoted(person.userName)}`);
    await put(id, person);
    return id;
  }

  return {
    async testConnection() {
      known = await readServerConfig(scim);
    },
    provision,
    createAgain: async (person) => (await scim.post('/Users', bodyOf(person))).status,
    update: (id, after) => put(id, after),
    deactivate: (id, person) => put(id, person, false),
    reactivate: (id, person) => put(id, person),
    remove: (id) => remove(scim, pathOf('Users', id)),
    teams: authentikTeams(scim, config),
  };
}

/** As authentik's own mapping has it (the address is of type "other"), with two attributes that many add. */
function bodyOf(person: Person, active = true): Json {
  const name = `${person.givenName} ${person.familyName}`;
  return {
    ...profileOf(person, active),
    name: { formatted: name, givenName: person.givenName, familyName: person.familyName },
    emails: [{ value: person.userName, type: 'other', primary: true }],
  };
}
