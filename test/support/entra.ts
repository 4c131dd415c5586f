import { patchOf, type Reply, type Sending, type TestDirectory, URN } from './clients.ts';

type Json = Record<string, unknown>;

/** A person as Microsoft Entra ID knows them. */
export type EntraPerson = {
  readonly userName: string;
  readonly externalId: string;
  readonly given?: string;
  readonly family?: string;
};

/** The tenant URL without a flag, or with `aadOptscim062020`. One tenant sends both. */
export type EntraDialect = 'plain' | 'flag';

/** Both, for tests that run in each. */
export const entraDialects = ['plain', 'flag'] as const satisfies readonly EntraDialect[];

/** The schema that Entra names with every group. */
export const ADSCIM_GROUP = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';

/** An attribute path and what it is to hold: `undefined` removes it. */
export type EntraChanges = Readonly<Record<string, string | boolean | undefined>>;

/** What Entra sends to create a person: the enterprise URN without the extension, and no roles. */
function entraUser({ userName, externalId, given = 'Ada', family = 'Lovelace' }: EntraPerson): Json {
  return {
    schemas: [URN.user, URN.enterprise],
    externalId,
    userName,
    active: true,
    displayName: `${given} ${family}`,
    emails: [{ primary: true, type: 'work', value: userName }],
    meta: { resourceType: 'User' },
    name: { formatted: `${given} ${family}`, givenName: given, familyName: family },
    title: null,
    roles: [],
  };
}

/** What Entra sends to create a group. */
export function entraGroup(displayName: string, externalId: string): Json {
  return {
    schemas: [URN.group, ADSCIM_GROUP],
    externalId,
    displayName,
    meta: { resourceType: 'Group' },
  };
}

/** A client that sends what Entra ID's provisioning service does, in its words; it gives what the server answered. */
export function entraClient(directory: TestDirectory, dialect: EntraDialect = 'plain') {
  const call: Call = (path, sending = {}) => directory.scim(flagged(path, dialect), withoutAgent(sending));
  return { ...entraUsers(call, dialect), ...entraGroups(call, dialect) };
}

type Call = (path: string, sending?: Sending) => Promise<Reply>;

function entraUsers(call: Call, dialect: EntraDialect) {
  const patch = (id: string, ...operations: object[]) => call(`/Users/${id}`, patchOf(...operations));
  const manager = `${URN.enterprise}:manager`;
  return {
    /** "Test connection": nobody has this name. */
    testConnection: () => call(`/Users?filter=${encodeURIComponent(`userName eq "${crypto.randomUUID()}"`)}`),
    /** The look-up before every change, by the matching attribute. */
    matchUser: (attribute: string, value: string) =>
      call(`/Users?filter=${encodeURIComponent(`${attribute} eq "${value}"`)}`),
    readUser: (id: string) => call(`/Users/${id}`),
    createUser: (person: EntraPerson) => call('/Users', { method: 'POST', body: entraUser(person) }),
    /** Several attributes at once, in the words of the dialect. */
    updateUser: (id: string, changes: EntraChanges) => patch(id, ...operationsFor(changes, dialect)),
    /** Operations as they are. */
    patchUser: patch,
    setActive: (id: string, active: boolean) => patch(id, ...operationsFor({ active }, dialect)),
    /** Whether this person has this manager, as Entra asks before it sends a reference. */
    hasManager: (id: string, managerId: string) =>
      call(`/Users?filter=${encodeURIComponent(`id eq "${id}" and manager eq "${managerId}"`)}&attributes=id`),
    setManager: (id: string, managerId: string) =>
      patch(
        id,
        dialect === 'flag'
          ? { op: 'replace', value: { [manager]: managerId } }
          : { op: 'Add', path: manager, value: [{ $ref: `../Users/${managerId}`, value: managerId }] },
      ),
    replaceManager: (id: string, managerId: string) =>
      patch(id, { op: dialect === 'flag' ? 'replace' : 'Replace', path: manager, value: managerId }),
    removeManager: (id: string) =>
      patch(id, { op: dialect === 'flag' ? 'replace' : 'Replace', path: manager, value: '' }),
    deleteUser: (id: string) => call(`/Users/${id}`, { method: 'DELETE' }),
  };
}

function entraGroups(call: Call, dialect: EntraDialect) {
  const patch = (id: string, ...operations: object[]) => call(`/Groups/${id}`, patchOf(...operations));
  const add = dialect === 'flag' ? 'add' : 'Add';
  const replace = dialect === 'flag' ? 'replace' : 'Replace';
  const addition = (id: string) => ({ op: add, path: 'members', value: [{ $ref: null, value: id }] });
  const removal = (id: string) =>
    dialect === 'flag'
      ? { op: 'remove', path: `members[value eq "${id}"]` }
      : { op: 'Remove', path: 'members', value: [{ $ref: null, value: id }] };
  return {
    /** The look-up before every change of a group; its members are not asked for. */
    matchGroup: (attribute: string, value: string) =>
      call(`/Groups?excludedAttributes=members&filter=${encodeURIComponent(`${attribute} eq "${value}"`)}`),
    readGroup: (id: string) => call(`/Groups/${id}?excludedAttributes=members`),
    createGroup: (displayName: string, externalId: string) =>
      call('/Groups', { method: 'POST', body: entraGroup(displayName, externalId) }),
    updateGroup: (id: string, path: 'displayName' | 'externalId', value: string) =>
      patch(id, { op: replace, path, value }),
    /** Operations as they are. */
    patchGroup: patch,
    addMember: (id: string, member: string) => patch(id, addition(member)),
    removeMember: (id: string, member: string) => patch(id, removal(member)),
    /** In and out in one request. */
    exchangeMembers: (id: string, change: { add: string; remove: string }) =>
      patch(id, addition(change.add), removal(change.remove)),
    deleteGroup: (id: string) => call(`/Groups/${id}`, { method: 'DELETE' }),
  };
}

/** Without the flag one operation for each attribute; with it the filtered paths, and the rest in one without a path. */
function operationsFor(changes: EntraChanges, dialect: EntraDialect): object[] {
  const entries = Object.entries(changes);
  if (dialect === 'plain') return entries.map(([path, value]) => plainOperation(path, value));
  const isPathed = ([path, value]: [string, unknown]) => value === undefined || path.includes('[');
  const pathed = entries
    .filter(isPathed)
    .map(([path, value]) => (value === undefined ? { op: 'remove', path } : { op: 'replace', path, value }));
  const rest = entries.filter((entry) => !isPathed(entry));
  return rest.length === 0 ? pathed : [...pathed, { op: 'replace', value: Object.fromEntries(rest) }];
}

function plainOperation(path: string, value: string | boolean | undefined): object {
  if (value === undefined) return { op: 'Remove', path };
  return { op: 'Replace', path, value: typeof value === 'boolean' ? (value ? 'True' : 'False') : value };
}

function flagged(path: string, dialect: EntraDialect): string {
  if (dialect === 'plain') return path;
  return `${path}${path.includes('?') ? '&' : '?'}aadOptscim062020`;
}

function withoutAgent(sending: Sending): Sending {
  const type = sending.body === undefined ? {} : { 'content-type': 'application/scim+json; charset=utf-8' };
  return { ...sending, headers: { 'user-agent': '', accept: 'application/scim+json', ...type, ...sending.headers } };
}
