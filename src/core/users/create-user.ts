import { newId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import { directoryOf } from '../permissions.ts';
import { resourceParser } from '../resources/refusing-faults.ts';
import { change, prepared } from '../verb.ts';
import { userConflicts } from './user-input.ts';
import { readUser } from './user-resource.rules.ts';
import { insertUser, type UserRow } from './users.sql.ts';

/** Creates a user in the actor's directory. Active unless the client says otherwise. */
export const createUser = change({
  may: 'users.create',
  input: resourceParser(readUser),
  conflicts: userConflicts,
  prepare(context, user) {
    const id = newId();
    const now = context.now.toISOString();
    const { userName, userNameKey, externalId, attributes, active = true } = user;
    return prepared({
      statement: insertUser,
      values: [
        directoryOf(context.actor),
        id,
        userName,
        userNameKey,
        externalId,
        active,
        attributes,
        now,
        JSON.stringify(user.emails),
      ],
      happened: [{ type: 'user.created', subject: id, details: { userName, externalId } }],
      answer(rows): UserRow {
        // The counter slot is the directory's: without it there is no directory any more.
        if (rows.length === 0) throw new Refusal('not_found', 'This directory no longer exists.');
        return { id, active, attributes, createdAt: now, modifiedAt: now };
      },
    });
  },
});
