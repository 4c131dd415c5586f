import { randomBytes } from 'node:crypto';
import { patchOf } from '../../kit/changes.ts';
import { isJson, type Json } from '../../kit/json.ts';
import type { Answer, ScimClient } from '../../kit/scim-client.ts';
import { URN } from '../../kit/urns.ts';
import { accepted, firstOf, pathOf, quoted } from '../client.ts';
import type { Person } from '../persona.ts';

/** An app of the Okta Integration Network (OIN) patches; one of the App Integration Wizard (AIW) puts whole objects. */
export type OktaApp = 'oin' | 'aiw';

const HEADERS = {
  'user-agent': 'Okta SCIM Client 1.0.0',
  accept: 'application/scim+json',
  'accept-charset': 'utf-8',
  'content-type': 'application/scim+json; charset=utf-8',
};

/** What every search and every import asks for. */
const FIRST_PAGE = { startIndex: 1, count: 100 };

/** What Okta knows of a person and keeps up to date in the app. */
export function oktaProfile({ userName, externalId, givenName, familyName, title, department }: Person): Json {
  return {
    userName,
    name: { givenName, familyName },
    emails: [{ primary: true, value: userName, type: 'work' }],
    displayName: `${givenName} ${familyName}`,
    externalId,
    title,
    [URN.enterprise]: { department },
  };
}

/** What Okta sends to create a person: there is always a password, and the groups are always empty. */
export function oktaUser(person: Person): Json {
  return {
    schemas: [URN.user, URN.enterprise],
    ...oktaProfile(person),
    locale: 'en-US',
    groups: [],
    password: randomPassword(),
    active: true,
  };
}

/** A password as Okta makes one up. */
export function randomPassword(): string {
  return `${randomBytes(12).toString('base64url')}aA1!`;
}

/** Okta's requests, one by one. They give the server's answer, unless a request before the last was refused. */
export function oktaClient(given: ScimClient, app: OktaApp) {
  const scim = given.as({ headers: HEADERS });
  return { app, scim, ...userRequests(scim, app), ...groupRequests(scim) };
}

export type Okta = ReturnType<typeof oktaClient>;

function userRequests(scim: ScimClient, app: OktaApp) {
  return {
    /** Who has this userName, if anybody. */
    match: (userName: string): Promise<Json | undefined> => search(scim, '/Users', `userName eq ${quoted(userName)}`),
    create: (person: Person): Promise<Answer> => scim.post('/Users', oktaUser(person)),
    /** Attributes change: by a PATCH without a path, or by a PUT of the whole fetched object. */
    async change(id: string, changes: Json): Promise<Answer> {
      const path = pathOf('Users', id);
      if (app === 'oin') return scim.patch(path, patchOf({ op: 'replace', value: changes }));
      return scim.put(path, merged(await fetched(scim, path), changes));
    },
  };
}

function groupRequests(scim: ScimClient) {
  return {
    /** Which group has this name, if any. */
    findGroup: (displayName: string): Promise<Json | undefined> =>
      search(scim, '/Groups', `displayName eq ${quoted(displayName)}`),
    /** A group begins empty and has no externalId. */
    createGroup: (displayName: string): Promise<Answer> =>
      scim.post('/Groups', { schemas: [URN.group], displayName, members: [] }),
    patchGroup: (id: string, ...operations: readonly Json[]): Promise<Answer> =>
      scim.patch(pathOf('Groups', id), patchOf(...operations)),
    /** The whole fetched group with this name and these members, who have no display. */
    async putGroup(id: string, displayName: string, members: readonly string[]): Promise<Answer> {
      const path = pathOf('Groups', id);
      const whole = { ...(await fetched(scim, path)), displayName };
      return scim.put(path, { ...whole, members: members.map((value) => ({ value, display: null })) });
    },
  };
}

/** The operation of a rename: the id of the group stands in the value. */
export function renaming(id: string, displayName: string): Json {
  return { op: 'replace', value: { id, displayName } };
}

/** The operation for those who come in. */
export function adding(members: readonly string[]): Json {
  return { op: 'add', path: 'members', value: named(members) };
}

/** The operation for one who goes out. */
export function removing(member: string): Json {
  return { op: 'remove', path: `members[value eq ${quoted(member)}]` };
}

/** The operation of "Push now". */
export function replacing(members: readonly string[]): Json {
  return { op: 'replace', path: 'members', value: named(members) };
}

function named(members: readonly string[]): readonly Json[] {
  return members.map((value) => ({ value, display: value }));
}

/** Okta takes 404 for a search as "nobody", although its own test asks for 200. */
async function search(scim: ScimClient, path: string, filter: string): Promise<Json | undefined> {
  const answer = await scim.get(path, { query: { filter, ...FIRST_PAGE } });
  return answer.status === 404 ? undefined : firstOf(answer);
}

async function fetched(scim: ScimClient, path: string): Promise<Json> {
  return accepted(await scim.get(path), [200], 'Okta cannot put what it cannot read before.').body;
}

function merged(whole: Json, changes: Json): Json {
  const extension = changes[URN.enterprise];
  if (!isJson(extension)) return { ...whole, ...changes };
  const [before, schemas] = [whole[URN.enterprise], whole['schemas']];
  return {
    ...whole,
    ...changes,
    schemas: [...new Set([...(Array.isArray(schemas) ? schemas : [URN.user]), URN.enterprise])],
    [URN.enterprise]: { ...(isJson(before) ? before : {}), ...extension },
  };
}
