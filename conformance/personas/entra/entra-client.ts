import { patchOf } from '../../kit/changes.ts';
import type { Json } from '../../kit/json.ts';
import type { Answer, ScimClient } from '../../kit/scim-client.ts';
import { URN } from '../../kit/urns.ts';
import { findOne, pathOf, quoted } from '../client.ts';
import type { Person } from '../persona.ts';
import { type Changes, type Dialect, operationsFor, opOf } from './operations.ts';

/** The schema that Entra names with every group. */
const ADSCIM_GROUP = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';

/** The attribute for the manager of a user. */
export const MANAGER = `${URN.enterprise}:manager`;

/** What Entra sends to create a person. */
export function entraUser({ userName, externalId, givenName, familyName, title, department }: Person): Json {
  return {
    schemas: [URN.user, URN.enterprise],
    externalId,
    userName,
    active: true,
    displayName: `${givenName} ${familyName}`,
    emails: [{ primary: true, type: 'work', value: userName }],
    meta: { resourceType: 'User' },
    name: { formatted: `${givenName} ${familyName}`, givenName, familyName },
    title,
    roles: [],
    [URN.enterprise]: { department },
  };
}

/** What Entra sends to create a group. */
function entraGroup(displayName: string, externalId: string): Json {
  return { schemas: [URN.group, ADSCIM_GROUP], externalId, displayName, meta: { resourceType: 'Group' } };
}

/** Entra's requests, one by one, in the words of a dialect. They give the server's answer. */
export function entraClient(given: ScimClient, dialect: Dialect) {
  const query = dialect === 'entra-flag' ? { aadOptscim062020: '' } : {};
  const scim = given.as({ headers: { 'user-agent': '' }, query });
  return { dialect, scim, ...userRequests(scim, dialect), ...groupRequests(scim, dialect) };
}

export type Entra = ReturnType<typeof entraClient>;

function userRequests(scim: ScimClient, dialect: Dialect) {
  const patchUser = (id: string, ...operations: readonly Json[]): Promise<Answer> =>
    scim.patch(pathOf('Users', id), patchOf(...operations));
  return {
    /** Looks somebody up by the matching attribute. */
    matchUser: (attribute: string, value: string): Promise<Json | undefined> =>
      findOne(scim, '/Users', `${attribute} eq ${quoted(value)}`),
    createUser: (person: Person): Promise<Answer> => scim.post('/Users', entraUser(person)),
    patchUser,
    /** Replaces attributes: an operation for each, or those without a filter in one. */
    replaceInUser: (id: string, changes: Changes): Promise<Answer> =>
      patchUser(id, ...operationsFor(dialect, 'replace', changes)),
    addToUser: (id: string, changes: Changes): Promise<Answer> =>
      patchUser(id, ...operationsFor(dialect, 'add', changes)),
    deleteUser: (id: string): Promise<Answer> => scim.delete(pathOf('Users', id)),
  };
}

function groupRequests(scim: ScimClient, dialect: Dialect) {
  const withoutMembers = scim.as({ query: { excludedAttributes: 'members' } });
  const patchGroup = (id: string, ...operations: readonly Json[]): Promise<Answer> =>
    scim.patch(pathOf('Groups', id), patchOf(...operations));
  const addition = (member: string): Json => ({
    op: opOf(dialect, 'add'),
    path: 'members',
    value: [{ $ref: null, value: member }],
  });
  const removal = (member: string): Json =>
    dialect === 'entra-flag'
      ? { op: 'remove', path: `members[value eq ${quoted(member)}]` }
      : { op: 'Remove', path: 'members', value: [{ $ref: null, value: member }] };
  return {
    /** Looks a group up; its members are not asked for. */
    matchGroup: (attribute: string, value: string): Promise<Json | undefined> =>
      findOne(withoutMembers, '/Groups', `${attribute} eq ${quoted(value)}`),
    readGroup: (id: string): Promise<Answer> => withoutMembers.get(pathOf('Groups', id)),
    createGroup: (displayName: string, externalId: string): Promise<Answer> =>
      scim.post('/Groups', entraGroup(displayName, externalId)),
    replaceInGroup: (id: string, path: 'displayName' | 'externalId', value: string): Promise<Answer> =>
      patchGroup(id, { op: opOf(dialect, 'replace'), path, value }),
    addMember: (id: string, member: string): Promise<Answer> => patchGroup(id, addition(member)),
    removeMember: (id: string, member: string): Promise<Answer> => patchGroup(id, removal(member)),
    /** One in and one out, in one request. */
    exchangeMembers: (id: string, { joins, leaves }: { joins: string; leaves: string }): Promise<Answer> =>
      patchGroup(id, addition(joins), removal(leaves)),
    deleteGroup: (id: string): Promise<Answer> => scim.delete(pathOf('Groups', id)),
  };
}
