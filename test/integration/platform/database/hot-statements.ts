import { pino } from 'pino';
import { directoryGate } from '../../../../src/core/directories/directory-gate.ts';
import { recordLastUsed } from '../../../../src/core/directories/last-used.ts';
import { lockDirectory } from '../../../../src/core/directories/lock-directory.sql.ts';
import {
  insertAccessToken,
  shareDirectory,
  useAssertion,
} from '../../../../src/core/directory-clients/access-tokens.sql.ts';
import { clientGate } from '../../../../src/core/directory-clients/client-gate.ts';
import {
  lockClient,
  selectClientCredentials,
  selectClientRoute,
} from '../../../../src/core/directory-clients/clients.sql.ts';
import { purgeExpiredCredentials } from '../../../../src/core/directory-clients/purge-machine-credentials.ts';
import {
  eventValues,
  withEvents,
  withoutEvents,
  writeEvents,
  writeRefusedEvent,
} from '../../../../src/core/event-rows.sql.ts';
import type { Happened } from '../../../../src/core/events.ts';
import {
  changeMembers,
  deleteGroup,
  insertGroup,
  lockGroup,
  lockGroupAndHolders,
  lockNesting,
  selectCycle,
  selectGroup,
  selectGroupBy,
  selectGroupPage,
  selectGroups,
  updateGroupAndMembers,
} from '../../../../src/core/groups/groups.sql.ts';
import type { DriveKey } from '../../../../src/core/resources/drive.rules.ts';
import { purgeOldScimRequests } from '../../../../src/core/scim-requests/purge-scim-requests.ts';
import { recordScimRequests } from '../../../../src/core/scim-requests/record-scim-requests.ts';
import { FIRST_ID, LAST_ID } from '../../../../src/core/scim-requests/request-ids.rules.ts';
import { browseScimRequests, lastLookedAt } from '../../../../src/core/scim-requests/scim-requests.sql.ts';
import { hitsStatement, type Kind } from '../../../../src/core/search/hits.sql.ts';
import { selectHolders } from '../../../../src/core/users/adopt-user.sql.ts';
import {
  browseUsersStatement,
  searchUsersStatement,
  selectProfile,
} from '../../../../src/core/users/browse-users.sql.ts';
import {
  deleteUser,
  insertUser,
  lockGroupsOfUser,
  selectManager,
  selectUser,
  selectUserBy,
  selectUserForUpdate,
  selectUserPage,
  selectUsers,
  updateUser,
  updateUserActive,
  updateUserAndEmails,
} from '../../../../src/core/users/users.sql.ts';
import type { Context, HotStatement } from '../../../../src/core/verb.ts';
import type { Database } from '../../../../src/platform/database/database.ts';
import type { Statement, Value } from '../../../../src/platform/database/statement.ts';
import { mintSecret } from '../../../../src/platform/secrets.ts';
import type { Tenant } from './filled-tenants.ts';

/** A statement as it was sent: as whom, for which organization (if any), and with what. */
export type Sent = {
  readonly role: string;
  readonly organizationId: string | undefined;
  readonly statement: Statement;
  /** From `$1` on. */
  readonly values: readonly Value[];
};

/** Statements that erase an organization or a directory, once in its life: to read all of it is their task. */
export const RARE_STATEMENTS: readonly string[] = [
  'erase_some_users',
  'erase_some_groups',
  'erase_some_scim_requests',
  'erase_some_of_directory',
  'erase_organization',
  'erase_some_details',
];

const NOW = '2026-01-01T00:00:00.000Z';
const NEW_ID = '01900000-0000-7000-8000-000000000000';
const EMAILS = JSON.stringify([
  { position: 0, value: 'a@b.example', value_key: 'a@b.example', type: null, is_primary: true },
]);

/** Every hot statement about users, with the values of a usual request about one of `tenant`. */
export function hotStatements(tenant: Tenant): Sent[] {
  const { organizationId, directoryId, userId } = tenant;
  const send = (statement: Statement, ...values: readonly Value[]): Sent => ({
    role: 'drawbridge_app',
    organizationId,
    statement,
    values: [organizationId, ...values],
  });
  const actor = { kind: 'scim_token', id: tenant.tokenId, directoryId, access: 'read_write' } as const;
  const context: Context = { organization: organizationId, actor, now: new Date(NOW), requestId: 'request' };
  const happened: Happened = [{ type: 'user.deactivated', subject: userId, details: {} }];
  const change = (hot: HotStatement, ...values: readonly Value[]): Sent =>
    send(withEvents(hot, values.length, 1), ...values, ...eventValues(context, happened));
  const person: Value[] = [userId, 'New@corp.example', 'new@corp.example', '00unew', true, '{}', NOW, '{}'];
  return [
    change(
      insertUser,
      directoryId,
      NEW_ID,
      'New@corp.example',
      'new@corp.example',
      '00unew',
      true,
      '{}',
      NOW,
      EMAILS,
      '{}',
      userId,
    ),
    change(updateUserActive, directoryId, userId, false, NOW),
    change(deleteUser, directoryId, userId, NOW),
    send(withoutEvents(deleteUser), directoryId, userId, NOW),
    send(lockGroupsOfUser, directoryId, userId),
    send(selectManager, directoryId, userId),
    send(selectHolders, directoryId, tenant.userNameKey, tenant.externalId),
    send(selectUsers, directoryId, `{${userId}}`),
    send(selectUser, directoryId, userId),
    send(selectUserForUpdate, directoryId, userId),
    send(selectUserBy.id, directoryId, userId),
    send(selectUserBy.userNameKey, directoryId, tenant.userNameKey),
    send(selectUserBy.externalId, directoryId, tenant.externalId),
    send(selectUserPage, directoryId, 100, 20),
    send(updateUser, ...person),
    send(updateUserAndEmails, ...person, EMAILS, 1),
    send(selectProfile, userId),
    send(browseUsersStatement, userId, true, 51),
    send(searchUsersStatement, userId, null, 51, 'mail12', 'mail12\u{10ffff}'),
    send(writeEvents(1), ...eventValues(context, happened)),
    send(writeEvents(2), ...eventValues(context, [...happened, ...happened])),
    send(writeRefusedEvent, ...eventValues(context, happened)),
    send(lockDirectory, directoryId),
    ...clientStatements(tenant, { send, change }),
    ...groupStatements(tenant, { send, change }),
    ...searchStatements(tenant, send),
    send(browseScimRequests, directoryId, LAST_ID, FIRST_ID, 400, 'POST', 'okta', true, NOW, NOW, 'ada', 51),
    send(lastLookedAt, directoryId, LAST_ID, FIRST_ID),
  ];
}

/** What the token endpoint sends, and whoever changes a client. */
function clientStatements(
  { directoryId, clientId, clientShortId, credentialId }: Tenant,
  { send, change }: Senders,
): Sent[] {
  const [hash, digest] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const token = [clientId, credentialId, NEW_ID, hash, NOW, NOW, digest, NOW, directoryId, 'read_write', '{}'];
  return [
    change(insertAccessToken, ...token),
    send(shareDirectory, directoryId),
    send(useAssertion, clientId, digest, NOW),
    send(lockClient, clientId, directoryId),
    send(selectClientCredentials, clientId, NOW, digest),
    { role: 'drawbridge_app', organizationId: undefined, statement: selectClientRoute, values: [clientShortId] },
  ];
}

/** Every statement about groups, with the values of a usual request; the group is the one that everybody is in. */
function groupStatements({ directoryId, userId, groupId, displayNameKey }: Tenant, { send, change }: Senders): Sent[] {
  const ids = `{${userId}}`;
  const names: Value[] = ['New', 'new', 'gnew', '{}', '{}'];
  const both = (statements: { readonly bare: Statement; readonly full: Statement }, ...values: Value[]) =>
    Object.values(statements).map((statement) => send(statement, directoryId, ...values));
  return [
    change(insertGroup, directoryId, ids, NEW_ID, ...names, NOW),
    change(changeMembers, directoryId, groupId, ids, ids, NOW),
    change(deleteGroup, directoryId, groupId, NOW),
    send(withoutEvents(deleteGroup), directoryId, groupId, NOW),
    send(updateGroupAndMembers.changes, directoryId, ids, groupId, ids, NOW, ...names, true),
    send(updateGroupAndMembers.replaces, directoryId, ids, groupId, ids, NOW, ...names, true),
    send(lockGroup, directoryId, groupId),
    send(lockGroupAndHolders, directoryId, groupId),
    send(lockNesting, directoryId),
    send(selectCycle, groupId, `{${groupId}}`),
    ...both(selectGroup, groupId),
    ...both(selectGroups, `{${groupId}}`),
    ...both(selectGroupBy.id, groupId),
    ...both(selectGroupBy.displayNameKey, displayNameKey),
    ...both(selectGroupBy.externalId, 'g1'),
    ...both(selectGroupPage, 100, 20),
  ];
}

/** Searches by each key that an index serves, by index and by cursor, with something left to check. */
function searchStatements(tenant: Tenant, send: Senders['send']): Sent[] {
  const { directoryId, userId, userNameKey, externalId, displayNameKey } = tenant;
  const drives: readonly [Kind, DriveKey, string][] = [
    ['user', 'id', userId],
    ['user', 'userNameKey', userNameKey],
    ['user', 'externalId', externalId],
    ['user', 'emailKey', 'mail1.0@corp.example'],
    ['user', 'userNamePrefix', 'user12'],
    ['group', 'id', tenant.groupId],
    ['group', 'displayNameKey', displayNameKey],
    ['group', 'externalId', 'g1'],
    ['group', 'member', userId],
  ];
  const rest = { path: '$id != "x"', usesGroups: true, memberIds: [userId] };
  const windows = [{ offset: 0 }, { after: { key: null, id: userId } }];
  return drives.flatMap(([kind, key, value]) =>
    windows.map((from) => {
      const source = { kind, drive: { key, value, rest: undefined }, rest, sort: undefined };
      const { statement, values } = hitsStatement(directoryId, [source], {
        isSorted: false,
        descending: false,
        limit: 100,
        from,
      });
      return send(statement, ...values);
    }),
  );
}

type Senders = {
  send(statement: Statement, ...values: readonly Value[]): Sent;
  change(hot: HotStatement, ...values: readonly Value[]): Sent;
};

/** What the gate, the record of last uses and the log send for one request to a directory of `tenant`; and the purge. */
export async function gateStatements(database: Database, tenant: Tenant): Promise<Sent[]> {
  const sent: Sent[] = [];
  const { organizationId, directoryId, directoryShortId: directory, tokenId: id } = tenant;
  const listening: Database = {
    ...database,
    flyRead(organization, { statement, values }) {
      sent.push({ role: 'drawbridge_app', organizationId: organization, statement, values: [organization, ...values] });
      return database.flyRead(organization, { statement, values });
    },
    lookUp(cargo) {
      sent.push({ role: 'drawbridge_app', organizationId: undefined, ...cargo });
      return database.lookUp(cargo);
    },
    asSystem(cargo) {
      sent.push({ role: 'drawbridge_system', organizationId: undefined, ...cargo });
      return database.asSystem(cargo);
    },
  };
  const now = new Date(NOW);
  await directoryGate(listening).admit({ directory, secret: mintSecret('drawbridge_scim', 'abcdefghijkm') }, now);
  const secret = { kind: 'secret', clientId: tenant.clientShortId, secret: 'none' } as const;
  const clients = clientGate({ database: listening, keys: { keysAt: async () => [] }, audiences: [] });
  await clients.authenticate(secret, await clients.find(secret), now).catch(() => {});
  const lastUsed = recordLastUsed(listening, pino({ level: 'silent' }));
  const actor = { kind: 'scim_token', id, directoryId, access: 'read_write' } as const;
  lastUsed.used({ organizationId, actor, expiresAtMs: 0 }, now);
  await lastUsed.stop();
  const requests = recordScimRequests({ database: listening, log: pino({ level: 'silent' }) });
  const request = { requestId: NEW_ID, at: now, directory, method: 'GET', path: '/Users', status: 200, durationMs: 1 };
  requests.record({ ...request, userAgent: undefined, tokenId: id });
  await requests.stop();
  await purgeOldScimRequests(listening, 365);
  await purgeExpiredCredentials(listening);
  return sent;
}
