import { Failed } from '../../conformance/kit/failed.ts';
import { objectsIn } from '../../conformance/kit/json.ts';
import type { Answer, ScimClient } from '../../conformance/kit/scim-client.ts';
import { URN } from '../../conformance/kit/urns.ts';
import type { IdentityProvider, Person, Team, Variant } from '../../conformance/personas/persona.ts';

/** An identity provider that looks before it creates, and puts whole objects. */
export const plainClient: Variant = { name: 'plain', title: 'A plain client', connect };

/** The same without groups, and without deleting anybody. */
export const frugalClient: Variant = {
  name: 'frugal',
  title: 'A client without groups',
  connect: (scim) => ({ ...connect(scim), teams: undefined, remove: undefined }),
};

function connect(scim: ScimClient): IdentityProvider {
  const provision = async (path: string, filter: string, body: object): Promise<string> => {
    const [found] = objectsIn(taken(await scim.get(path, { query: { filter } })).body['Resources']);
    if (found === undefined) return String(taken(await scim.post(path, body)).body['id']);
    taken(await scim.put(`${path}/${String(found['id'])}`, body));
    return String(found['id']);
  };
  const put = async (path: string, body: object): Promise<void> => void taken(await scim.put(path, body));
  const remove = async (path: string): Promise<void> => {
    const answer = await scim.delete(path);
    if (answer.status !== 404) taken(answer);
  };
  return {
    testConnection: async () => void taken(await scim.get('/Users')),
    provision: (person) => provision('/Users', `userName eq "${person.userName}"`, userOf(person)),
    createAgain: async (person) => (await scim.post('/Users', userOf(person))).status,
    update: (id, after) => put(`/Users/${id}`, userOf(after)),
    deactivate: (id, person) => put(`/Users/${id}`, { ...userOf(person), active: false }),
    reactivate: (id, person) => put(`/Users/${id}`, userOf(person)),
    remove: (id) => remove(`/Users/${id}`),
    teams: {
      isParallel: false,
      provision: (team) => provision('/Groups', `displayName eq "${team.displayName}"`, groupOf(team)),
      rename: (id, team) => put(`/Groups/${id}`, groupOf(team)),
      changeMembers: (id, team) => put(`/Groups/${id}`, groupOf(team)),
      remove: (id) => remove(`/Groups/${id}`),
    },
  };
}

function userOf({ givenName, familyName, department, ...rest }: Person): object {
  return { ...rest, name: { givenName, familyName }, active: true, [URN.enterprise]: { department } };
}

function groupOf({ displayName, members }: Team): object {
  return { displayName, members: members.map((value) => ({ value })) };
}

function taken(answer: Answer): Answer {
  if (answer.status < 300) return answer;
  throw new Failed(`${answer.request} was answered with ${answer.status}.`);
}
