import { patchOf, type Reply, type Sending, type TestDirectory, URN } from './clients.ts';

type Json = Record<string, unknown>;

/** A person as Okta knows them. */
export type OktaPerson = {
  readonly userName: string;
  readonly externalId: string;
  readonly given?: string;
  readonly family?: string;
  /** Further attributes that the app is mapped to get. */
  readonly mapped?: Json;
};

/** An app of the integration network updates by PATCH; one of the wizard (AIW) puts whole objects. */
export type OktaApp = 'oin' | 'aiw';

const HEADERS = {
  'user-agent': 'Okta SCIM Client 1.0.0',
  accept: 'application/scim+json',
  'accept-charset': 'utf-8',
  'content-type': 'application/scim+json; charset=utf-8',
};

const PAGE = 100;

/** What Okta sends to create a person; the password is always there. */
export function oktaUser({ userName, externalId, given = 'Ada', family = 'Lovelace', mapped }: OktaPerson): Json {
  return {
    schemas: [URN.user],
    userName,
    name: { givenName: given, familyName: family },
    emails: [{ primary: true, value: userName, type: 'work' }],
    displayName: `${given} ${family}`,
    locale: 'en-US',
    externalId,
    groups: [],
    password: 'R4ndom-Passw0rd-that-Okta-made',
    active: true,
    ...mapped,
  };
}

/**
 * A client that does what Okta's does, in its order. Where Okta's job would stop, it throws; what it gives is what
 * the server answered.
 */
export function oktaClient(directory: TestDirectory, app: OktaApp = 'oin') {
  const call = caller(directory);
  const users = oktaUsers(call, app);
  return {
    ...users,
    ...oktaGroups(call, app),
    /** What "Test API credentials" sends, and the saving of the import settings after it. */
    async testConnection(): Promise<void> {
      assertPage(taken(await call('/Users?startIndex=1&count=2'), 200));
      assertPage(taken(await call('/Groups?startIndex=1&count=100'), 200));
    },
    /** Reads everything there is, page by page, until it has as many as the server counts. */
    async importAll(type: 'Users' | 'Groups', count = PAGE): Promise<Json[]> {
      const found: Json[] = [];
      let total = 1;
      for (let startIndex = 1; startIndex <= total; startIndex += count) {
        const page = taken(await call(`/${type}?startIndex=${startIndex}&count=${count}`), 200);
        assertPage(page);
        total = page.body.totalResults;
        found.push(...(page.body.Resources ?? []));
      }
      if (found.length !== total) throw new Error(`Okta scanned ${found.length} of ${total} ${type}`);
      return found;
    },
  };
}

type Call = (path: string, sending?: Sending) => Promise<Reply>;

function caller(directory: TestDirectory): Call {
  return (path, sending = {}) => directory.scim(path, { headers: HEADERS, ...sending });
}

function oktaUsers(call: Call, app: OktaApp) {
  const patch = (id: string, value: Json) => call(`/Users/${id}`, patchOf({ op: 'replace', value }));
  const put = async (id: string, changes: Json): Promise<Reply> => {
    const { body } = taken(await call(`/Users/${id}`), 200);
    return taken(await call(`/Users/${id}`, { method: 'PUT', body: { ...body, ...changes } }), 200);
  };
  const update = (id: string, value: Json) => (app === 'aiw' ? put(id, value) : patch(id, value));
  const match = async (userName: string): Promise<Json | undefined> => {
    const filter = encodeURIComponent(`userName eq "${userName}"`);
    const page = taken(await call(`/Users?filter=${filter}&startIndex=1&count=${PAGE}`), 200);
    assertPage(page);
    return page.body.Resources?.[0];
  };
  return {
    /** Who has this name, if anybody. */
    match,
    /** Creates without looking, as a second assignment of the same person may. */
    create: async (person: OktaPerson) => taken(await call('/Users', { method: 'POST', body: oktaUser(person) }), 201),
    /** Assigns the app: links and pushes the profile of whom it finds, creates whom it does not. */
    async assign(person: OktaPerson): Promise<Reply> {
      const found = await match(person.userName);
      if (found === undefined) return taken(await call('/Users', { method: 'POST', body: oktaUser(person) }), 201);
      const { groups: _, password: __, ...profile } = oktaUser(person);
      return put(String(found['id']), profile);
    },
    /** Pushes a changed profile: the whole fetched object with the changes. */
    pushProfile: put,
    deactivate: async (id: string) => taken(await update(id, { active: false }), 200, 204),
    reactivate: async (id: string) => taken(await update(id, { active: true }), 200, 204),
    setPassword: async (id: string, password: string) => taken(await update(id, { password }), 200, 204),
  };
}

function oktaGroups(call: Call, app: OktaApp) {
  const patch = async (id: string, ...operations: object[]) =>
    taken(await call(`/Groups/${id}`, patchOf(...operations)), 200, 204);
  const rename = (id: string, displayName: string) => patch(id, { op: 'replace', value: { id, displayName } });
  const members = (ids: readonly string[]) => ids.map((value) => ({ value, display: `member ${value}` }));
  const put = async (id: string, displayName: string, ids: readonly string[]): Promise<Reply> => {
    const body = { schemas: [URN.group], id, displayName, members: ids.map((value) => ({ value, display: null })) };
    return taken(await call(`/Groups/${id}`, { method: 'PUT', body }), 200);
  };
  return {
    /** Which group has this name, if any. */
    async findGroup(displayName: string): Promise<Json | undefined> {
      const filter = encodeURIComponent(`displayName eq "${displayName}"`);
      const page = taken(await call(`/Groups?filter=${filter}&startIndex=1&count=${PAGE}`), 200);
      return page.body.Resources?.[0];
    },
    /** Creates the group empty, and pushes its members after that. */
    async pushGroup(displayName: string, ids: readonly string[]): Promise<string> {
      const body = { schemas: [URN.group], displayName, members: [] };
      const { id } = taken(await call('/Groups', { method: 'POST', body }), 201).body;
      if (app === 'aiw') await put(id, displayName, ids);
      else if (ids.length > 0) await patch(id, { op: 'add', path: 'members', value: members(ids) });
      return id;
    },
    renameGroup: rename,
    /** A membership push: the name again, then who left and who came, in one PATCH. */
    async changeMembers(id: string, displayName: string, { add = [], remove = [] }: MemberChange): Promise<Reply> {
      await rename(id, displayName);
      return patch(id, ...remove.map((value) => ({ op: 'remove', path: `members[value eq "${value}"]` })), {
        op: 'add',
        path: 'members',
        value: members(add),
      });
    },
    /** "Push now": everybody who is in it. */
    pushNow: (id: string, ids: readonly string[]) => patch(id, { op: 'replace', path: 'members', value: members(ids) }),
    /** What a wizard's app does for every change of a group. */
    putGroup: put,
    /** Unlinks a group and deletes it in the app. */
    deleteGroup: async (id: string) => taken(await call(`/Groups/${id}`, { method: 'DELETE' }), 204),
  };
}

type MemberChange = { readonly add?: readonly string[]; readonly remove?: readonly string[] };

function taken(reply: Reply, ...statuses: number[]): Reply {
  if (statuses.includes(reply.status)) return reply;
  throw new Error(`Okta stops: ${reply.status}, not ${statuses.join(' or ')}: ${reply.text}`);
}

function assertPage({ body }: Reply): void {
  const numbers = [body.totalResults, body.startIndex, body.itemsPerPage];
  if (!body.schemas?.includes(URN.list) || !numbers.every(Number.isInteger))
    throw new Error(`Okta stops: this is no ListResponse with three numbers: ${JSON.stringify(body).slice(0, 200)}`);
}
