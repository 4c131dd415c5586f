import { z } from 'zod';
import { refusingFaults } from '../resources/refusing-faults.ts';
import { change } from '../verb.ts';
import { assertMemberIds, groupConflicts, parsedGroupId } from './group-input.ts';
import { membersIn, readGroup } from './group-resource.rules.ts';
import { updateGroupStep } from './update-group.step.ts';

/** Replaces a group (RFC 7644 §3.5.1): the members it is sent with are all that it has after. */
export const replaceGroup = change({
  may: 'groups.update',
  input: z
    .object({ id: z.unknown().transform(parsedGroupId), resource: z.unknown(), ifMatch: z.string().optional() })
    .transform(({ id, resource, ifMatch }) => {
      const { after, add } = refusingFaults(() => ({ after: readGroup(resource), add: membersIn(resource) }));
      assertMemberIds(add);
      return { id, ifMatch, after, members: { replaces: true, add, remove: [] } };
    }),
  conflicts: groupConflicts,
  run: (tx, context, { id, ifMatch, after, members }) =>
    updateGroupStep(tx, context, { id, ifMatch, members, alter: () => after }),
});
