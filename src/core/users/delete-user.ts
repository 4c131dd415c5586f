import { directoryOf } from '../permissions.ts';
import { change, prepared } from '../verb.ts';
import { noSuchUser, parsedUserId } from './user-input.ts';
import { deleteUser as statement } from './users.sql.ts';

/** Deletes a user for good; the userName is free again. Refuses not_found. */
export const deleteUser = change({
  may: 'users.delete',
  input: { parse: parsedUserId },
  prepare: (context, id) =>
    prepared({
      statement,
      values: [directoryOf(context.actor), id],
      // Filled from the row that goes.
      happened: [{ type: 'user.deleted', subject: id, details: { userName: '', externalId: null } }],
      answer(rows) {
        if (rows.length === 0) throw noSuchUser(id);
      },
    }),
});
