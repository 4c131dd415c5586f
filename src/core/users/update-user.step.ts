import type { Tx } from '../../platform/database/transaction.ts';
import type { Happened, Happening } from '../events.ts';
import { directoryOf } from '../permissions.ts';
import type { Canonical } from '../resources/codec.rules.ts';
import { refusingFaults } from '../resources/refusing-faults.ts';
import { assertVersion } from '../resources/version.ts';
import type { Context, Done } from '../verb.ts';
import { noSuchManager, noSuchUser } from './user-input.ts';
import { canonicalOf, changedAttributes, recordOf } from './user-resource.rules.ts';
import { userVersion } from './user-version.ts';
import {
  selectManager,
  selectUserForUpdate,
  type UserRow,
  updateUser,
  updateUserAndEmails,
  userRow,
} from './users.sql.ts';

/** What is to become of a user: how the new resource follows from the stored one. `alter` may throw ResourceFault. */
export type UserUpdate = {
  readonly id: string;
  readonly ifMatch?: string | undefined;
  readonly alter: (before: Canonical) => Canonical;
};

/** Locks the user, alters it, and writes it when anything differs. Refuses not_found, version_mismatch. */
export async function updateUserStep(
  tx: Tx,
  context: Context,
  { id, ifMatch, alter }: UserUpdate,
): Promise<Done<UserRow>> {
  const [row] = await tx.query(selectUserForUpdate, [directoryOf(context.actor), id]);
  if (row === undefined) throw noSuchUser(id);
  const stored = userRow(row);
  assertVersion(ifMatch, () => userVersion(stored));
  const before = canonicalOf(stored.attributes, stored.active);
  const after = refusingFaults(() => ({ active: stored.active, ...alter(before) }));
  const changed = changedAttributes(before, after);
  if (changed.length === 0) return { value: stored, happened: 'nothing' };
  const value = await write(tx, context, { stored, before, after, hasNewEmails: changed.includes('emails') });
  return { value, happened: happenings(id, changed, value.active) };
}

type Writing = { stored: UserRow; before: Canonical; after: Canonical; hasNewEmails: boolean };

async function write(tx: Tx, context: Context, { stored, before, after, hasNewEmails }: Writing): Promise<UserRow> {
  const record = refusingFaults(() => recordOf(after));
  const { userName, userNameKey, externalId, attributes, active = stored.active, emails, folded, managerId } = record;
  if (managerId !== null && managerId !== recordOf(before).managerId) await assertManager(tx, context, managerId);
  const modifiedAt = context.now.toISOString();
  const values = [stored.id, userName, userNameKey, externalId, active, attributes, modifiedAt, folded];
  await (hasNewEmails
    ? tx.query(updateUserAndEmails, [...values, JSON.stringify(emails), endOf(emails)])
    : tx.query(updateUser, values));
  return { ...stored, active, attributes, modifiedAt };
}

async function assertManager(tx: Tx, context: Context, managerId: string): Promise<void> {
  const rows = await tx.query(selectManager, [directoryOf(context.actor), managerId]);
  if (rows.length === 0) throw noSuchManager(managerId);
}

/** The first position past the last e-mail. */
function endOf(emails: readonly { position: number }[]): number {
  return (emails.at(-1)?.position ?? -1) + 1;
}

function happenings(id: string, changed: readonly string[], active: boolean): Happened {
  const attributes = changed.filter((name) => name !== 'active');
  const access: Happening = { type: active ? 'user.reactivated' : 'user.deactivated', subject: id, details: {} };
  if (attributes.length === 0) return [access];
  const updated: Happening = { type: 'user.updated', subject: id, details: { changed: attributes } };
  return changed.includes('active') ? [updated, access] : [updated];
}
