import { newId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import { directoryOf } from '../permissions.ts';
import { refusingFaults } from '../resources/refusing-faults.ts';
import { change, prepared } from '../verb.ts';
import { assertMemberIds, groupConflicts, noSuchMembers } from './group-input.ts';
import { type GroupRecord, membersIn, readGroup, recordOfGroup } from './group-resource.rules.ts';
import { type GroupRow, idArray, idsIn, insertGroup } from './groups.sql.ts';

/** Reads a Group as POST carries it: its own record, and the ids of its members. */
function parse(claimed: unknown): { record: GroupRecord; members: readonly string[] } {
  const input = refusingFaults(() => ({ record: recordOfGroup(readGroup(claimed)), members: membersIn(claimed) }));
  assertMemberIds(input.members);
  return input;
}

/** Creates a group in the actor's directory, with its members. Refuses conflict, and not_found for a member. */
export const createGroup = change({
  may: 'groups.create',
  input: { parse },
  conflicts: groupConflicts,
  prepare(context, { record, members }) {
    const id = newId();
    const now = context.now.toISOString();
    const { displayName, displayNameKey, externalId, attributes, folded } = record;
    const directory = directoryOf(context.actor);
    return prepared({
      statement: insertGroup,
      values: [directory, idArray(members), id, displayName, displayNameKey, externalId, attributes, folded, now],
      happened: [{ type: 'group.created', subject: id, details: { displayName, externalId } }],
      answer([row]): GroupRow {
        const [created = '0', missing = '', users = '', groups = ''] = row ?? [];
        if (missing !== '') throw noSuchMembers(idsIn(missing ?? ''));
        if (created === '0') throw new Refusal('not_found', 'This directory no longer exists.');
        const joined = { users: idsIn(users ?? ''), groups: idsIn(groups ?? '') };
        return { id, attributes, createdAt: now, modifiedAt: now, version: '1', members: joined };
      },
    });
  },
});
