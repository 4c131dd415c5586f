import { z } from 'zod';
import { type Row, text } from '../../platform/database/statement.ts';
import { Refusal } from '../../platform/refusal.ts';
import { directoryOf } from '../permissions.ts';
import { read } from '../verb.ts';
import { extent } from './get-group.ts';
import { groupRow, selectGroupPage } from './groups.sql.ts';

/** A page of the groups of the actor's directory in the order of creation, and how many there are in all. */
export const listGroups = read({
  may: 'groups.read',
  input: z.object({ offset: z.int().min(0), limit: z.int().min(0), extent }),
  prepare(context, { offset, limit, extent }) {
    const directory = directoryOf(context.actor);
    if (directory === null) throw new Refusal('forbidden', 'Index paging is for the clients of a directory.');
    return {
      statement: selectGroupPage[extent],
      values: [directory, offset, limit],
      answer: (rows: readonly Row[]) => ({
        total: rows[0] === undefined ? 0 : Number(text(rows[0], 0)),
        groups: rows
          .map((row) => row.slice(1))
          .filter(([id]) => id !== null)
          .map(groupRow),
      }),
    };
  },
});
