import { z } from 'zod';
import { directoryOf } from '../permissions.ts';
import { change, prepared } from '../verb.ts';
import { noSuchUser, parsedUserId } from './user-input.ts';
import { updateUserActive, userRow } from './users.sql.ts';

/**
 * Deactivates or reactivates a user. Deactivating raises the epoch, so that nothing that was issued before counts
 * any more when the answer leaves. Doing it again changes nothing and tells nothing.
 */
export const setUserActive = change({
  may: 'users.deactivate',
  input: z.object({ id: z.unknown().transform(parsedUserId), active: z.boolean() }),
  prepare: (context, { id, active }) =>
    prepared({
      statement: updateUserActive,
      values: [directoryOf(context.actor), id, active, context.now.toISOString()],
      happened: [{ type: active ? 'user.reactivated' : 'user.deactivated', subject: id, details: {} }],
      answer([row]) {
        if (row === undefined) throw noSuchUser(id);
        return userRow(row);
      },
    }),
});
