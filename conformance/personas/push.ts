import { patchOf } from '../kit/changes.ts';
import type { Json } from '../kit/json.ts';
import type { ScimClient } from '../kit/scim-client.ts';
import { URN } from '../kit/urns.ts';
import { accepted, findOne, idOf, pathOf, quoted } from './client.ts';
import type { IdentityProvider, Person, Team, Teams } from './persona.ts';
import { membersOf } from './reading.ts';

/** A person as most clients map them: core attributes, and the department in the enterprise extension. */
export function profileOf(person: Person, active = true): Json {
  const { userName, externalId, givenName, familyName, title, department } = person;
  return {
    schemas: [URN.user, URN.enterprise],
    externalId,
    userName,
    name: { givenName, familyName },
    displayName: `${givenName} ${familyName}`,
    emails: [{ value: userName, type: 'work', primary: true }],
    title,
    active,
    [URN.enterprise]: { department },
  };
}

/** The part of a client that has to do with people. */
export type UserPush = Required<
  Pick<IdentityProvider, 'provision' | 'createAgain' | 'update' | 'deactivate' | 'reactivate' | 'remove'>
>;

/** How clients that look for people by userName and PUT them differ from each other. */
export type UserDialect = {
  readonly bodyOf: (person: Person, active?: boolean) => Json;
  /** Switches people off and on by PATCH; otherwise by PUT. */
  readonly isActivePatched: boolean;
};

/** What such a client sends for people. Only somebody who works there gets updates, so that these say `active: true`. */
export function userPush(scim: ScimClient, { bodyOf, isActivePatched }: UserDialect): UserPush {
  async function put(id: string, person: Person, active = true): Promise<void> {
    const answer = await scim.put(pathOf('Users', id), bodyOf(person, active));
    accepted(answer, [200, 204], 'the user stays as it was, and the administrator sees an error.');
  }

  async function switchTo(active: boolean, id: string, person: Person): Promise<void> {
    if (!isActivePatched) return await put(id, person, active);
    const answer = await scim.patch(pathOf('Users', id), patchOf({ op: 'replace', path: 'active', value: active }));
    accepted(answer, [200, 204], `the user stays ${active ? 'shut out' : 'let in'}.`);
  }

  return {
    async provision(person) {
      const known = await findOne(scim, '/Users', `userName eq ${quoted(person.userName)}`);
      if (known === undefined) {
        const answer = accepted(await scim.post('/Users', bodyOf(person)), [200, 201], 'the user is not provisioned.');
        return idOf(answer.body, answer.request);
      }
      const id = idOf(known, 'GET /Users');
      await put(id, person);
      return id;
    },
    createAgain: async (person) => (await scim.post('/Users', bodyOf(person))).status,
    update: (id, after) => put(id, after),
    deactivate: (id, person) => switchTo(false, id, person),
    reactivate: (id, person) => switchTo(true, id, person),
    remove: (id) => remove(scim, pathOf('Users', id)),
  };
}

/** How clients that change the members of groups by PATCH differ from each other. */
export type GroupDialect = {
  readonly find: (displayName: string) => Promise<Json | undefined>;
  /** The operations that take members in, and those that take them out. */
  readonly adding: (ids: readonly string[]) => readonly Json[];
  readonly removing: (ids: readonly string[]) => readonly Json[];
  /** The operation that renames a group. */
  readonly renaming: (displayName: string) => Json;
};

/** What such a client sends for groups: those whom it finds in a group already are compared first. */
export function groupPush(scim: ScimClient, { find, adding, removing, renaming }: GroupDialect): Teams {
  async function patch(id: string, operations: readonly Json[]): Promise<void> {
    if (operations.length === 0) return;
    const answer = await scim.patch(pathOf('Groups', id), patchOf(...operations));
    accepted(answer, [200, 204], 'the group stays as it was, and the administrator sees an error.');
  }

  async function create({ displayName, externalId }: Team): Promise<string> {
    const body = { schemas: [URN.group], displayName, externalId };
    const answer = accepted(await scim.post('/Groups', body), [200, 201], 'the group is not pushed.');
    return idOf(answer.body, answer.request);
  }

  return {
    isParallel: false,
    async provision(team) {
      const known = await find(team.displayName);
      const id = known === undefined ? await create(team) : idOf(known, 'GET /Groups');
      const { joined, left } = differences(known === undefined ? [] : await membersOf(scim, id), team.members);
      await patch(id, [...adding(joined), ...removing(left)]);
      return id;
    },
    rename: (id, { displayName }) => patch(id, [renaming(displayName)]),
    changeMembers: (id, _team, { joined, left }) => patch(id, [...adding(joined), ...removing(left)]),
    remove: (id) => remove(scim, pathOf('Groups', id)),
  };
}

/** Who has to come in and who has to go out, to make one list of the other. */
export function differences(
  has: readonly string[],
  wants: readonly string[],
): { readonly joined: readonly string[]; readonly left: readonly string[] } {
  const [before, after] = [new Set(has), new Set(wants)];
  return { joined: wants.filter((id) => !before.has(id)), left: has.filter((id) => !after.has(id)) };
}

/** Deletes what stands at a path; that it is gone already is as good. */
export async function remove(scim: ScimClient, path: string): Promise<void> {
  accepted(await scim.delete(path), [200, 204, 404], 'what should be gone stays.');
}
