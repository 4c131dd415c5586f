import { pino } from 'pino';
import { directoryGate } from '../../../../src/core/directories/directory-gate.ts';
import { recordLastUsed } from '../../../../src/core/directories/last-used.ts';
import { lockDirectory } from '../../../../src/core/directories/lock-directory.sql.ts';
import { eventValues, withEvents, writeEvents, writeRefusedEvent } from '../../../../src/core/event-rows.sql.ts';
import type { Happened } from '../../../../src/core/events.ts';
import {
  browseUsersStatement,
  searchUsersStatement,
  selectProfile,
} from '../../../../src/core/users/browse-users.sql.ts';
import {
  deleteUser,
  insertUser,
  selectUser,
  selectUserBy,
  selectUserForUpdate,
  selectUserPage,
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

/** Statements that erase an organization, once in its life: to read all of it is their task. */
export const RARE_STATEMENTS: readonly string[] = ['erase_some_users', 'erase_organization', 'erase_some_details'];

const NOW = '2026-01-01T00:00:00.000Z';
const NEW_ID = '01900000-0000-7000-8000-000000000000';
const EMAILS = JSON.stringify([
  { position: 0, value: 'a@b.example', value_key: 'a@b.example', type: null, is_primary: true },
]);

/** Every hot statement about users, with the values of a usual request about one of `tenant`. */
export function hotStatements(tenant: Tenant): Sent[] {
  const { organizationId, directoryId, userId } = tenant;
  const send = (statement: Statement, ...values: Value[]): Sent => ({
    role: 'drawbridge_app',
    organizationId,
    statement,
    values: [organizationId, ...values],
  });
  const actor = { kind: 'scim_token', id: tenant.tokenId, directoryId, access: 'read_write' } as const;
  const context: Context = { organization: organizationId, actor, now: new Date(NOW), requestId: 'request' };
  const happened: Happened = [{ type: 'user.deactivated', subject: userId, details: {} }];
  const change = (hot: HotStatement, ...values: Value[]): Sent =>
    send(withEvents(hot, values.length, 1), ...values, ...eventValues(context, happened));
  const person: Value[] = [userId, 'New@corp.example', 'new@corp.example', '00unew', true, '{}', NOW];
  return [
    change(insertUser, directoryId, NEW_ID, 'New@corp.example', 'new@corp.example', '00unew', true, '{}', NOW, EMAILS),
    change(updateUserActive, directoryId, userId, false, NOW),
    change(deleteUser, directoryId, userId),
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
  ];
}

/** What the gate and the record of last uses send for one request to a directory of `tenant`. */
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
  const lastUsed = recordLastUsed(listening, pino({ level: 'silent' }));
  const actor = { kind: 'scim_token', id, directoryId, access: 'read_write' } as const;
  lastUsed.used({ organizationId, actor, expiresAtMs: 0 }, now);
  await lastUsed.stop();
  return sent;
}
