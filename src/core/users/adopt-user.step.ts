import { type Row, text, truth } from '../../platform/database/statement.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Refusal } from '../../platform/refusal.ts';
import { directoryOf } from '../permissions.ts';
import type { Context, Done } from '../verb.ts';
import { selectHolders } from './adopt-user.sql.ts';
import { updateUserStep } from './update-user.step.ts';
import { canonicalOf, type UserRecord } from './user-resource.rules.ts';
import type { UserRow } from './users.sql.ts';

/** A user who has the userName or the externalId that a directory wants to create somebody with. */
type Holder = {
  readonly id: string;
  readonly isInactive: boolean;
  readonly isOwn: boolean;
  readonly hasUserName: boolean;
  readonly hasExternalId: boolean;
  /** The name of the directory that owns them; null when none does. */
  readonly owner: string | null;
};

/**
 * Gives a directory back the inactive user whom it creates again: externalId before userName, the id and the
 * memberships stay. Refuses conflict for anybody else, naming who owns them and the way out.
 */
export async function adoptUserStep(tx: Tx, context: Context, user: UserRecord): Promise<Done<UserRow>> {
  const { userName, externalId, userNameKey } = user;
  const directory = directoryOf(context.actor);
  const holders = (await tx.query(selectHolders, [directory, userNameKey, externalId])).map(holderOf);
  const [holder, another] = holders;
  if (holder === undefined) throw gone();
  if (another !== undefined) throw twoHolders(holders, user);
  if (!holder.isOwn || !holder.isInactive) throw taken(holder, user);
  const after = canonicalOf(user.attributes, user.active ?? true);
  const { value, happened } = await updateUserStep(tx, context, { id: holder.id, alter: () => after });
  const adopted = { type: 'user.adopted', subject: holder.id, details: { userName, externalId } } as const;
  return { value, happened: happened === 'nothing' ? [adopted] : [adopted, ...happened] };
}

function holderOf(row: Row): Holder {
  return {
    id: text(row, 0),
    isInactive: !truth(row, 1),
    isOwn: truth(row, 2),
    hasUserName: truth(row, 3),
    hasExternalId: truth(row, 4),
    owner: row[5] ?? null,
  };
}

/** Whoever had it was deleted between the two statements. */
function gone(): Refusal {
  return new Refusal('conflict', 'Somebody else had this userName or externalId a moment ago. Send the request again.');
}

function taken({ id, isOwn, hasExternalId, owner }: Holder, { userName, externalId }: UserRecord): Refusal {
  const field = hasExternalId ? 'externalId' : 'userName';
  const what = `${field} ${JSON.stringify((hasExternalId ? (externalId ?? '') : userName).slice(0, 100))}`;
  if (isOwn) {
    const way = `Find that user with the filter ${field} eq "…" and update it, or send another ${field}.`;
    return new Refusal('conflict', `${what} is taken by an active user of this directory (id ${id}). ${way}`, {
      field,
    });
  }
  const whose = owner === null ? 'a user who is managed here, by no directory' : `the directory "${owner}"`;
  const way =
    owner === null
      ? 'An administrator of this organization can remove that user, or move it to this directory.'
      : 'Unassign the person there and delete the user, or give one of the two another userName.';
  return new Refusal('conflict', `${what} is taken in this organization by ${whose}. ${way}`, { field });
}

function twoHolders(holders: readonly Holder[], { userName, externalId }: UserRecord): Refusal {
  const byName = holders.find(({ hasUserName }) => hasUserName);
  const byId = holders.find(({ hasExternalId }) => hasExternalId);
  return new Refusal(
    'conflict',
    `externalId ${JSON.stringify(externalId ?? '')} belongs to one user (id ${byId?.id ?? ''}) and userName ${JSON.stringify(userName.slice(0, 100))} to another (${byName?.isOwn ? `id ${byName.id}` : 'not of this directory'}). Correct one of the two, or delete the user who is not meant.`,
    { field: 'externalId' },
  );
}
