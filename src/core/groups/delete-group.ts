import { z } from 'zod';
import { withoutEvents } from '../event-rows.sql.ts';
import { directoryOf } from '../permissions.ts';
import { assertVersion } from '../resources/version.ts';
import { change, prepared } from '../verb.ts';
import { noSuchGroup, parsedGroupId } from './group-input.ts';
import { groupVersion } from './group-version.rules.ts';
import { groupRow, lockGroup, lockGroupAndHolders, deleteGroup as statement } from './groups.sql.ts';

/** Deletes a group; its members stay, and its displayName is free again. Refuses not_found. */
export const deleteGroup = change({
  may: 'groups.delete',
  input: z.unknown().transform(parsedGroupId),
  prepare: (context, id) => {
    const directory = directoryOf(context.actor);
    return prepared({
      lock: { statement: lockGroupAndHolders, values: [directory, id] },
      statement,
      values: [directory, id, context.now.toISOString()],
      // Filled from the row that goes.
      happened: [{ type: 'group.deleted', subject: id, details: { displayName: '', externalId: null } }],
      answer(rows) {
        if (rows.length === 0) throw noSuchGroup(id);
      },
    });
  },
});

/** The same, if the group still is the version that the client has read. Refuses version_mismatch. */
export const deleteGroupIfMatch = change({
  may: 'groups.delete',
  input: z.object({ id: z.unknown().transform(parsedGroupId), ifMatch: z.string() }),
  async run(tx, context, { id, ifMatch }) {
    const directory = directoryOf(context.actor);
    await tx.query(lockGroupAndHolders, [directory, id]);
    const [row] = await tx.query(lockGroup, [directory, id]);
    if (row === undefined) throw noSuchGroup(id);
    const group = groupRow(row);
    assertVersion(ifMatch, () => groupVersion(group));
    await tx.query(withoutEvents(statement), [directory, id, context.now.toISOString()]);
    const { displayName, externalId = null } = JSON.parse(group.attributes);
    return {
      value: undefined,
      happened: [{ type: 'group.deleted', subject: id, details: { displayName, externalId } }],
    };
  },
});
