import type { Tx } from '../../platform/database/transaction.ts';
import type { Happened, Happening } from '../events.ts';
import { directoryOf } from '../permissions.ts';
import type { Canonical } from '../resources/codec.rules.ts';
import { refusingFaults } from '../resources/refusing-faults.ts';
import type { Context, Done } from '../verb.ts';
import { noSuchUser } from './user-input.ts';
import { canonicalOf, changedAttributes, recordOf } from './user-resource.rules.ts';
import { selectUserForUpdate, type UserRow, updateUser, updateUserAndEmails, userRow } from './users.sql.ts';

/** How the new resource follows from the stored one. May throw ResourceFault. */
export type Alter = (before: Canonical) => Canonical;

/** Locks the user, alters it, and writes it when anything differs. Refuses not_found. */
export async function updateUserStep(
  tx: Tx,
  context: Context,
  { id, alter }: { id: string; alter: Alter },
): Promise<Done<UserRow>> {
  const [row] = await tx.query(selectUserForUpdate, [directoryOf(context.actor), id]);
  if (row === undefined) throw noSuchUser(id);
  const stored = userRow(row);
  const before = canonicalOf(stored.attributes, stored.active);
  const after = refusingFaults(() => ({ active: stored.active, ...alter(before) }));
  const changed = changedAttributes(before, after);
  if (changed.length === 0) return { value: stored, happened: 'nothing' };
  const value = await write(tx, context, { stored, after, hasNewEmails: changed.includes('emails') });
  return { value, happened: happenings(id, changed, value.active) };
}

async function write(
  tx: Tx,
  context: Context,
  { stored, after, hasNewEmails }: { stored: UserRow; after: Canonical; hasNewEmails: boolean },
): Promise<UserRow> {
  const record = refusingFaults(() => recordOf(after));
  const { userName, userNameKey, externalId, attributes, active = stored.active, emails } = record;
  const modifiedAt = context.now.toISOString();
  const values = [stored.id, userName, userNameKey, externalId, active, attributes, modifiedAt];
  await (hasNewEmails
    ? tx.query(updateUserAndEmails, [...values, JSON.stringify(emails), endOf(emails)])
    : tx.query(updateUser, values));
  return { ...stored, active, attributes, modifiedAt };
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
