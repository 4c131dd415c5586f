import { z } from 'zod';
import { readResource } from '../resources/codec.rules.ts';
import { refusingFaults } from '../resources/refusing-faults.ts';
import { change } from '../verb.ts';
import { updateUserStep } from './update-user.step.ts';
import { parsedUserId, userConflicts } from './user-input.ts';
import { userResource } from './user-resource.rules.ts';

/**
 * Replaces a user's attributes (RFC 7644 §3.5.1): what the client leaves out is cleared, except `active`, which
 * keeps its value, so that leaving it out never gives access back.
 */
export const replaceUser = change({
  may: 'users.update',
  input: z.object({
    id: z.unknown().transform(parsedUserId),
    resource: z.unknown().transform((claimed) => refusingFaults(() => readResource(userResource, claimed))),
    ifMatch: z.string().optional(),
  }),
  conflicts: userConflicts,
  run: (tx, context, { id, resource, ifMatch }) => updateUserStep(tx, context, { id, ifMatch, alter: () => resource }),
});
