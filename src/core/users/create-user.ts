import { newId } from '../../platform/ids.ts';
import { Refusal } from '../../platform/refusal.ts';
import { directoryOf } from '../permissions.ts';
import { resourceParser } from '../resources/refusing-faults.ts';
import { change, prepared } from '../verb.ts';
import { adoptUserStep } from './adopt-user.step.ts';
import { noSuchManager, userConflicts } from './user-input.ts';
import { readUser } from './user-resource.rules.ts';
import { insertUser, type UserRow } from './users.sql.ts';

/**
 * Creates a user in the actor's directory, active unless the client says otherwise. An inactive user of the same
 * directory who has the externalId or the userName comes back instead, under their own id; anybody else who has
 * them is a conflict.
 */
export const createUser = change({
  may: 'users.create',
  input: resourceParser(readUser),
  conflicts: userConflicts,
  prepare(context, user) {
    const id = newId();
    const now = context.now.toISOString();
    const { userName, userNameKey, externalId, attributes, active = true, folded, managerId } = user;
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
        folded,
        managerId,
      ],
      happened: [{ type: 'user.created', subject: id, details: { userName, externalId } }],
      answer([row]): UserRow {
        if (managerId !== null && row?.[1] === 'f') throw noSuchManager(managerId);
        // The counter slot is the directory's: without it there is no directory any more.
        if (row?.[0] !== '1') throw new Refusal('not_found', 'This directory no longer exists.');
        return { id, active, attributes, createdAt: now, modifiedAt: now, groups: null };
      },
    });
  },
  otherwise: adoptUserStep,
});
