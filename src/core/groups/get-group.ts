import { z } from 'zod';
import { directoryOf } from '../permissions.ts';
import { read } from '../verb.ts';
import { noSuchGroup, parsedGroupId } from './group-input.ts';
import { groupRow, selectGroup } from './groups.sql.ts';

/** Whether members are wanted: without them no row of theirs is touched. */
export const extent = z.enum(['full', 'bare']);

/** One group by id, with its members or without. Refuses not_found. */
export const getGroup = read({
  may: 'groups.read',
  input: z.object({ id: z.unknown().transform(parsedGroupId), extent }),
  prepare: (context, { id, extent }) => ({
    statement: selectGroup[extent],
    values: [directoryOf(context.actor), id],
    answer([row]) {
      if (row === undefined) throw noSuchGroup(id);
      return groupRow(row);
    },
  }),
});
