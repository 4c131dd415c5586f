import { z } from 'zod';
import { Outage } from '../../platform/database/faults.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { withoutEvents } from '../event-rows.sql.ts';
import type { Happening } from '../events.ts';
import { directoryOf } from '../permissions.ts';
import { assertVersion } from '../resources/version.ts';
import { type Context, change, prepared } from '../verb.ts';
import { noSuchUser, parsedUserId } from './user-input.ts';
import { userVersion } from './user-version.ts';
import { lockGroupsOfUser, selectUserForUpdate, deleteUser as statement, userRow } from './users.sql.ts';

/** Deletes a user for good; the userName is free again. Refuses not_found. */
export const deleteUser = change({
  may: 'users.delete',
  input: { parse: parsedUserId },
  prepare(context, id) {
    const directory = directoryOf(context.actor);
    return prepared({
      lock: { statement: lockGroupsOfUser, values: [directory, id] },
      statement,
      values: [directory, id, context.now.toISOString()],
      // Filled from the row that goes.
      happened: [{ type: 'user.deleted', subject: id, details: { userName: '', externalId: null } }],
      isDone: (rows) => rows.length > 0,
      answer: () => undefined,
    });
  },
  async otherwise(tx, context, id) {
    return { value: undefined, happened: [await deleted(tx, context, { id })] };
  },
});

/** The same, if the user still is the version that the client has read. Refuses version_mismatch. */
export const deleteUserIfMatch = change({
  may: 'users.delete',
  input: z.object({ id: z.unknown().transform(parsedUserId), ifMatch: z.string() }),
  async run(tx, context, { id, ifMatch }) {
    return { value: undefined, happened: [await deleted(tx, context, { id, ifMatch })] };
  },
});

type Wanted = { readonly id: string; readonly ifMatch?: string };

async function deleted(tx: Tx, context: Context, { id, ifMatch }: Wanted): Promise<Happening> {
  const directory = directoryOf(context.actor);
  await tx.query(lockGroupsOfUser, [directory, id]);
  const [row] = await tx.query(selectUserForUpdate, [directory, id]);
  if (row === undefined) throw noSuchUser(id);
  const user = userRow(row);
  if (ifMatch !== undefined) assertVersion(ifMatch, () => userVersion(user));
  const gone = await tx.query(withoutEvents(statement), [directory, id, context.now.toISOString()]);
  if (gone.length === 0) throw new Outage('the user came into another group, twice, while they were being deleted');
  const { userName, externalId = null } = JSON.parse(user.attributes);
  return { type: 'user.deleted', subject: id, details: { userName, externalId } };
}
