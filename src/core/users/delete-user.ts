import { z } from 'zod';
import { withoutEvents } from '../event-rows.sql.ts';
import { directoryOf } from '../permissions.ts';
import { assertVersion } from '../resources/version.ts';
import { change, prepared } from '../verb.ts';
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
      answer(rows) {
        if (rows.length === 0) throw noSuchUser(id);
      },
    });
  },
});

/** The same, if the user still is the version that the client has read. Refuses version_mismatch. */
export const deleteUserIfMatch = change({
  may: 'users.delete',
  input: z.object({ id: z.unknown().transform(parsedUserId), ifMatch: z.string() }),
  async run(tx, context, { id, ifMatch }) {
    const directory = directoryOf(context.actor);
    await tx.query(lockGroupsOfUser, [directory, id]);
    const [row] = await tx.query(selectUserForUpdate, [directory, id]);
    if (row === undefined) throw noSuchUser(id);
    const user = userRow(row);
    assertVersion(ifMatch, () => userVersion(user));
    await tx.query(withoutEvents(statement), [directory, id, context.now.toISOString()]);
    const { userName, externalId = null } = JSON.parse(user.attributes);
    return { value: undefined, happened: [{ type: 'user.deleted', subject: id, details: { userName, externalId } }] };
  },
});
