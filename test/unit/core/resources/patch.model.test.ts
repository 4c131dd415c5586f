import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Canonical, readResource } from '../../../../src/core/resources/codec.rules.ts';
import { ResourceFault } from '../../../../src/core/resources/fault.rules.ts';
import { applyPatch, readPatch } from '../../../../src/core/resources/patch.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { ID } from './ada.ts';
import { ModelFault } from './codec-model.ts';
import { patchModel } from './patch-model.ts';
import { anyDice, anyIntent, patchable, printed } from './patches.ts';

/** The outcome as data: the resource, or the code of the refusal. */
function outcomeOf(rules: () => object): object {
  try {
    return { resource: rules() };
  } catch (error) {
    if (error instanceof ResourceFault || error instanceof ModelFault) return { code: error.code };
    throw error;
  }
}

function patched(before: Canonical, operations: unknown): object {
  return outcomeOf(() => applyPatch(userResource, before, readPatch(userResource, { Operations: operations }, ID)));
}

const intents = fc.array(anyIntent, { minLength: 1, maxLength: 5 });

test('SCIM 5.2.27 a PATCH does what the plain model of it does', () => {
  const outcomes = { done: 0, altered: 0, refused: 0 };
  fc.assert(
    fc.property(patchable, intents, anyDice, (user, wanted, dice) => {
      const before = readResource(userResource, user);
      const operations = wanted.map((intent) => printed(intent, dice));
      const found = patched(before, operations);
      const expected = outcomeOf(() => patchModel(before, operations as never));
      // Of several refusals either may be found first.
      if ('code' in found && 'code' in expected && operations.length > 1) return;
      expect(found).toEqual(expected);
      outcomes['code' in found ? 'refused' : 'done'] += 1;
    }),
    { numRuns: 20_000 },
  );
  console.log(outcomes);
});
