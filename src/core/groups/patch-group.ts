import { z } from 'zod';
import { isId } from '../../platform/ids.ts';
import { directoryOf } from '../permissions.ts';
import { applyPatch } from '../resources/patch.rules.ts';
import { refusingFaults } from '../resources/refusing-faults.ts';
import { change, prepared } from '../verb.ts';
import { assertMemberIds, groupConflicts, noSuchGroup, noSuchMembers, parsedGroupId } from './group-input.ts';
import { type GroupPatch, readGroupPatch } from './group-patch.rules.ts';
import { groupProfile } from './group-resource.rules.ts';
import { changeMembers, idArray, idsIn } from './groups.sql.ts';
import type { MemberChange } from './members.rules.ts';
import { updateGroupStep } from './update-group.step.ts';

/** A PatchOp message for one group, read and checked. */
export type ReadGroupPatch = GroupPatch & { readonly id: string };

/** Reads a PatchOp message for a group. Refuses what is wrong with it, and members that cannot be there. */
export function readPatchOfGroup(claimedId: unknown, claimed: unknown): ReadGroupPatch {
  const id = parsedGroupId(claimedId);
  const { operations, members } = refusingFaults(() => readGroupPatch(claimed, id));
  if (members === undefined) return { id, operations, members };
  assertMemberIds(members.add);
  // An id that is none is nobody's: taking it out changes nothing.
  return { id, operations, members: { ...members, remove: members.remove.filter(isId) } };
}

/** Whether a patch puts members in or out and does nothing else: `changeGroupMembers` then does it without reading. */
export function membersOnlyOf({ operations, members }: GroupPatch): MemberChange | undefined {
  return operations.length === 0 && members?.replaces === false ? members : undefined;
}

const memberInput = z
  .object({ id: z.unknown().transform(parsedGroupId), members: z.custom<MemberChange>() })
  .transform((input) => {
    assertMemberIds([...input.members.add, ...input.members.remove]);
    return input;
  });

/**
 * Puts users into a group and takes members out, without reading who is in it. A change that changes nothing is none.
 * Refuses not_found for the group and for members that are not there.
 */
export const changeGroupMembers = change({
  may: 'groups.update',
  input: memberInput,
  conflicts: groupConflicts,
  prepare(context, { id, members }) {
    const directory = directoryOf(context.actor);
    return prepared({
      statement: changeMembers,
      values: [directory, id, idArray(members.add), idArray(members.remove), context.now.toISOString()],
      // Filled with those who really came and went.
      happened: [{ type: 'group.members_changed', subject: id, details: { added: [], removed: [] } }],
      isDone: ([row]) => row?.[2] !== 't',
      answer([row]): void {
        if (row?.[0] !== 't') throw noSuchGroup(id);
        const missing = idsIn(row?.[1] ?? '');
        if (missing.length > 0) throw noSuchMembers(missing);
      },
    });
  },
  // Groups are to come in: that needs the lock on the nesting.
  async otherwise(tx, context, { id, members }) {
    const { happened } = await updateGroupStep(tx, context, {
      id,
      ifMatch: undefined,
      members,
      alter: (before) => before,
    });
    return { value: undefined, happened };
  },
});

const patchInput = z.object({ patch: z.custom<ReadGroupPatch>(), ifMatch: z.string().optional() });

/** Applies a PatchOp message to a group, all of it or nothing (RFC 7644 §3.5.2). */
export const patchGroup = change({
  may: 'groups.update',
  input: patchInput,
  conflicts: groupConflicts,
  run: (tx, context, { patch: { id, operations, members }, ifMatch }) =>
    updateGroupStep(tx, context, {
      id,
      ifMatch,
      members,
      alter: (before) => applyPatch(groupProfile, before, operations),
    }),
});
