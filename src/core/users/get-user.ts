import { directoryOf } from '../permissions.ts';
import { read } from '../verb.ts';
import { noSuchUser, parsedUserId } from './user-input.ts';
import { selectUser, userRow } from './users.sql.ts';

/** One user by id. Refuses not_found. */
export const getUser = read({
  may: 'users.read',
  input: { parse: parsedUserId },
  prepare: (context, id) => ({
    statement: selectUser,
    values: [directoryOf(context.actor), id],
    answer([row]) {
      if (row === undefined) throw noSuchUser(id);
      return userRow(row);
    },
  }),
});
