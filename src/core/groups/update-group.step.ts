import { text } from '../../platform/database/statement.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Happening } from '../events.ts';
import { directoryOf } from '../permissions.ts';
import type { Canonical } from '../resources/codec.rules.ts';
import { refusingFaults } from '../resources/refusing-faults.ts';
import { assertVersion } from '../resources/version.ts';
import type { Context, Done } from '../verb.ts';
import { noSuchGroup, noSuchMembers } from './group-input.ts';
import { changedGroupAttributes, recordOfGroup } from './group-resource.rules.ts';
import { groupVersion } from './group-version.rules.ts';
import {
  type GroupRow,
  groupRow,
  idArray,
  idsIn,
  lockGroup,
  lockNesting,
  selectCycle,
  updateGroupAndMembers,
} from './groups.sql.ts';
import type { MemberChange } from './members.rules.ts';

/** What is to become of a group. `alter` may throw ResourceFault. */
export type GroupUpdate = {
  readonly id: string;
  readonly ifMatch: string | undefined;
  readonly alter: (before: Canonical) => Canonical;
  readonly members: MemberChange | undefined;
};

/** Locks the group, alters its attributes and members, and writes what differs. Refuses not_found, version_mismatch. */
export async function updateGroupStep(tx: Tx, context: Context, update: GroupUpdate): Promise<Done<GroupRow>> {
  const { id, ifMatch, alter, members } = update;
  const directory = directoryOf(context.actor);
  const [row] = await tx.query(lockGroup, [directory, id]);
  if (row === undefined) throw noSuchGroup(id);
  const stored = groupRow(row);
  assertVersion(ifMatch, () => groupVersion(stored));
  const before = JSON.parse(stored.attributes) as Canonical;
  const after = refusingFaults(() => alter(before));
  const changed = changedGroupAttributes(before, after);
  if (changed.length === 0 && members === undefined) return { value: stored, happened: 'nothing' };
  const written = await write(tx, context, { id, after, members, isChanged: changed.length > 0 });
  if (written.entered.length > 0) await assertNoCycle(tx, directory, { id, entered: written.entered });
  const happened: Happening[] = [];
  if (changed.length > 0) happened.push({ type: 'group.updated', subject: id, details: { changed } });
  if (written.moved) happened.push({ type: 'group.members_changed', subject: id, details: written.details });
  const [first, ...more] = happened;
  const value = { ...stored, members: written.members };
  if (first === undefined) return { value, happened: 'nothing' };
  return { value: { ...value, ...written.row }, happened: [first, ...more] };
}

type Writing = { id: string; after: Canonical; members: MemberChange | undefined; isChanged: boolean };

async function write(tx: Tx, context: Context, { id, after, members, isChanged }: Writing) {
  const { displayName, displayNameKey, externalId, attributes, folded } = refusingFaults(() => recordOfGroup(after));
  const { replaces = false, add = [], remove = [] } = members ?? {};
  const modifiedAt = context.now.toISOString();
  const own = [displayName, displayNameKey, externalId, attributes, folded, isChanged];
  const [row = []] = await tx.query(updateGroupAndMembers[replaces ? 'replaces' : 'changes'], [
    directoryOf(context.actor),
    idArray(add),
    id,
    idArray(remove),
    modifiedAt,
    ...own,
  ]);
  const missing = idsIn(text(row, 0));
  if (missing.length > 0) throw noSuchMembers(missing);
  const nested = new Set(idsIn(text(row, 1)));
  const details = JSON.parse(text(row, 3)) as { added: string[]; removed: string[] };
  const all = { users: add.filter((each) => !nested.has(each)).sort(), groups: [...nested].sort() };
  return {
    /** All that the group has; known only where all were replaced. */
    members: replaces ? all : undefined,
    /** Groups that were not in it before. */
    entered: idsIn(text(row, 2)),
    details,
    moved: details.added.length + details.removed.length > 0,
    row: { attributes, modifiedAt, version: row[4] ?? '' },
  };
}

async function assertNoCycle(
  tx: Tx,
  directory: string | null,
  { id, entered }: { id: string; entered: readonly string[] },
): Promise<void> {
  await tx.query(lockNesting, [directory]);
  if ((await tx.query(selectCycle, [id, idArray(entered)])).length === 0) return;
  throw new Refusal(
    'invalid_value',
    'members: a group cannot contain itself, neither directly nor by way of the groups in it. Leave that group out; nothing was changed.',
    { field: 'members' },
  );
}
