import { z } from 'zod';
import { isObject } from '../resources/codec.rules.ts';
import { applyPatch, readPatch } from '../resources/patch.rules.ts';
import { refusingFaults } from '../resources/refusing-faults.ts';
import { change } from '../verb.ts';
import { updateUserStep } from './update-user.step.ts';
import { parsedUserId, userConflicts } from './user-input.ts';
import { userResource } from './user-resource.rules.ts';

/** Applies a PatchOp message to a user, all of it or nothing (RFC 7644 §3.5.2). */
export const patchUser = change({
  may: 'users.update',
  input: z
    .object({ id: z.unknown().transform(parsedUserId), patch: z.unknown(), ifMatch: z.string().optional() })
    .transform(({ id, patch, ifMatch }) => ({
      id,
      ifMatch,
      operations: refusingFaults(() => readPatch(userResource, patch, id)),
    })),
  conflicts: userConflicts,
  run: (tx, context, { id, ifMatch, operations }) =>
    updateUserStep(tx, context, { id, ifMatch, alter: (before) => applyPatch(userResource, before, operations) }),
});

/**
 * The value that a PatchOp message sets `active` to when it does nothing else: one operation, with the path or with
 * an object that holds `active` alone. `setUserActive` does that in one statement; anything else is for `patchUser`.
 */
export function onlyActiveOf(claimedPatch: unknown): boolean | undefined {
  if (!isObject(claimedPatch) || !hasOnly(claimedPatch, ['schemas', 'Operations'])) return undefined;
  const operations = claimedPatch['Operations'];
  const [operation, ...more] = Array.isArray(operations) ? operations : [];
  if (!isObject(operation) || more.length > 0) return undefined;
  if (!hasOnly(operation, ['op', 'path', 'value'])) return undefined;
  const { op, path, value } = operation;
  if (typeof op !== 'string' || !/^(add|replace)$/i.test(op)) return undefined;
  if (path === undefined) {
    return isObject(value) && Object.keys(value).length === 1 ? booleanOf(value['active']) : undefined;
  }
  return typeof path === 'string' && path.toLowerCase() === 'active' ? booleanOf(value) : undefined;
}

/** Names in another case are the same names, and may be there a second time: that is for `patchUser` to refuse. */
function hasOnly(object: Record<string, unknown>, names: readonly string[]): boolean {
  return Object.keys(object).every((key) => names.includes(key));
}

/** Entra ID sends booleans as "True" and "False". */
function booleanOf(claimed: unknown): boolean | undefined {
  if (typeof claimed === 'boolean') return claimed;
  return typeof claimed === 'string' && /^(true|false)$/i.test(claimed) ? claimed.toLowerCase() === 'true' : undefined;
}
