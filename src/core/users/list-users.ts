import { z } from 'zod';
import { text } from '../../platform/database/statement.ts';
import { Refusal } from '../../platform/refusal.ts';
import { directoryOf } from '../permissions.ts';
import { read } from '../verb.ts';
import { selectUserPage, userRow } from './users.sql.ts';

/** A page of the users of the actor's directory in the order of creation, and how many there are in all. */
export const listUsers = read({
  may: 'users.read',
  input: z.object({ offset: z.int().min(0), limit: z.int().min(0) }),
  prepare(context, { offset, limit }) {
    const directory = directoryOf(context.actor);
    if (directory === null) throw new Refusal('forbidden', 'Index paging is for the clients of a directory.');
    return {
      statement: selectUserPage,
      values: [directory, offset, limit],
      answer: (rows) => ({
        total: rows[0] === undefined ? 0 : Number(text(rows[0], 6)),
        users: rows.filter(([id]) => id !== null).map(userRow),
      }),
    };
  },
});
