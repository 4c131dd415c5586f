import { z } from 'zod';
import { Outage } from '../../platform/database/faults.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { withoutEvents } from '../event-rows.sql.ts';
import type { Happening } from '../events.ts';
import { directoryOf } from '../permissions.ts';
import { assertVersion } from '../resources/version.ts';
import { type Context, change, prepared } from '../verb.ts';
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
      isDone: (rows) => rows.length > 0,
      answer: () => undefined,
    });
  },
  async otherwise(tx, context, id) {
    return { value: undefined, happened: [await deleted(tx, context, { id })] };
  },
});

/** The same, if the group still is the version that the client has read. Refuses version_mismatch. */
export const deleteGroupIfMatch = change({
  may: 'groups.delete',
  input: z.object({ id: z.unknown().transform(parsedGroupId), ifMatch: z.string() }),
  async run(tx, context, { id, ifMatch }) {
    return { value: undefined, happened: [await deleted(tx, context, { id, ifMatch })] };
  },
});

type Wanted = { readonly id: string; readonly ifMatch?: string };

async function deleted(tx: Tx, context: Context, { id, ifMatch }: Wanted): Promise<Happening> {
  const directory = directoryOf(context.actor);
  await tx.query(lockGroupAndHolders, [directory, id]);
  const [row] = await tx.query(lockGroup, [directory, id]);
  if (row === undefined) throw noSuchGroup(id);
  const group = groupRow(row);
  if (ifMatch !== undefined) assertVersion(ifMatch, () => groupVersion(group));
  const gone = await tx.query(withoutEvents(statement), [directory, id, context.now.toISOString()]);
  if (gone.length === 0) throw new Outage('the group came into another, twice, while it was being deleted');
  const { displayName, externalId = null } = JSON.parse(group.attributes);
  return { type: 'group.deleted', subject: id, details: { displayName, externalId } };
}
