/** A person as the demo's identity provider knows them. */
export type Assignment = { readonly given: string; readonly family: string; readonly department: string };

export type Provisioned = { readonly id: string; readonly userName: string };

type Json = Record<string, unknown>;

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/**
 * A SCIM client that does what Okta's does, in its order: search before create, fetch before an update by PUT,
 * PATCH without a path to deactivate. Throws when the server answers what Okta would stop at.
 */
export function oktaLike(scimBaseUrl: string, token: string) {
  async function call(method: string, path: string, body?: Json): Promise<Json> {
    const response = await fetch(`${scimBaseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/scim+json',
        'content-type': 'application/scim+json; charset=utf-8',
        'user-agent': 'Okta SCIM Client 1.0.0',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return response.status === 204 ? {} : ((await response.json()) as Json);
  }

  return {
    /** What the button "Test connection" sends. */
    testConnection: () => call('GET', '/Users?startIndex=1&count=2'),

    /** Assigns the app to a person: finds nobody of that name, and creates them. */
    async assign(person: Assignment): Promise<Provisioned> {
      const userName = `${person.given}.${person.family}@corp.example`.toLowerCase();
      const filter = encodeURIComponent(`userName eq "${userName}"`);
      const { totalResults } = await call('GET', `/Users?filter=${filter}&startIndex=1&count=100`);
      if (totalResults !== 0) throw new Error(`${userName} is there already`);
      const created = await call('POST', '/Users', userOf(userName, person));
      return { id: String(created['id']), userName };
    },

    /** Pushes a changed profile: the whole fetched object with the changes. */
    async pushProfile(id: string, changes: Json): Promise<Json> {
      const fetched = await call('GET', `/Users/${id}`);
      return call('PUT', `/Users/${id}`, { ...fetched, ...changes });
    },

    /** Unassigns the app. */
    deactivate: (id: string) =>
      call('PATCH', `/Users/${id}`, {
        schemas: [PATCH],
        Operations: [{ op: 'replace', value: { active: false } }],
      }),

    /** Pushes a group: finds none of that name, creates it empty, and puts its members in. */
    async pushGroup(displayName: string, members: readonly string[]): Promise<string> {
      const filter = encodeURIComponent(`displayName eq "${displayName}"`);
      const { totalResults } = await call('GET', `/Groups?filter=${filter}&startIndex=1&count=100`);
      if (totalResults !== 0) throw new Error(`${displayName} is there already`);
      const created = await call('POST', '/Groups', { schemas: [GROUP], displayName, members: [] });
      const id = String(created['id']);
      const value = members.map((member) => ({ value: member }));
      await call('PATCH', `/Groups/${id}`, { schemas: [PATCH], Operations: [{ op: 'add', path: 'members', value }] });
      return id;
    },

    /** What is known of a user now, the groups that hold them included. */
    read: (id: string) => call('GET', `/Users/${id}`),
  };
}

function userOf(userName: string, { given, family, department }: Assignment): Json {
  return {
    schemas: [USER, ENTERPRISE],
    userName,
    name: { givenName: given, familyName: family },
    emails: [{ primary: true, value: userName, type: 'work' }],
    displayName: `${given} ${family}`,
    locale: 'en-US',
    externalId: `00u-${given}-${family}`.toLowerCase(),
    groups: [],
    active: true,
    [ENTERPRISE]: { department },
  };
}
