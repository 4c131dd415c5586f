import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Canonical, isObject, readResource } from '../../../../src/core/resources/codec.rules.ts';
import { ResourceFault } from '../../../../src/core/resources/fault.rules.ts';
import { applyPatch, readPatch } from '../../../../src/core/resources/patch.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { ID } from './ada.ts';
import { ModelFault } from './codec-model.ts';
import { frozen } from './documents.ts';
import { patchModel } from './patch-model.ts';
import { anyDice, anyIntent, type Claimed, patchable, printed } from './patches.ts';

type Outcome = { resource: object } | { code: string };

/** The outcome as data: the resource, or the code of the refusal. Anything else that is thrown comes through. */
function outcomeOf(rules: () => object): Outcome {
  try {
    return { resource: rules() };
  } catch (error) {
    if (error instanceof ResourceFault || error instanceof ModelFault) return { code: error.code };
    throw error;
  }
}

/** Whatever is given is frozen, so nobody alters it. */
function patched(before: Canonical, operations: readonly Claimed[]): Outcome {
  frozen(before);
  frozen(operations);
  return outcomeOf(() => applyPatch(userResource, before, readPatch(userResource, { Operations: operations }, ID)));
}

const intents = fc.array(anyIntent, { minLength: 1, maxLength: 5 });

describe('a PATCH', () => {
  test('SCIM 5.2.27 does what the plain model of it does', () => {
    const found = { altered: 0, refused: 0 };
    fc.assert(
      fc.property(patchable, intents, anyDice, (user, wanted, dice) => {
        const before = readResource(userResource, user);
        const operations = wanted.map((intent) => printed(intent, dice));
        const outcome = patched(before, operations);
        const expected = outcomeOf(() => patchModel(before, operations));
        if ('resource' in outcome || operations.length === 1) expect(outcome).toEqual(expected);
        // Of several reasons to refuse any may be found first.
        else expect(expected).toHaveProperty('code');
        if ('code' in outcome) found.refused += 1;
        else if (JSON.stringify(outcome.resource) !== JSON.stringify(before)) found.altered += 1;
      }),
      { numRuns: 4_000 },
    );
    expect(found.altered).toBeGreaterThan(1_000);
    expect(found.refused).toBeGreaterThan(500);
  });

  test('SCIM 5.1.1 means the same in every dialect, case of names and order of members', () => {
    fc.assert(
      fc.property(patchable, intents, anyDice, anyDice, (user, wanted, ...dice) => {
        const before = readResource(userResource, user);
        const [one, other] = dice.map((each) =>
          patched(
            before,
            wanted.map((intent) => printed(intent, each)),
          ),
        );
        expect(namesFolded(one)).toEqual(namesFolded(other));
      }),
      { numRuns: 2_000 },
    );
  });

  test('without a path does not depend on the order of its names', () => {
    let several = 0;
    fc.assert(
      fc.property(patchable, fc.constantFrom('add', 'replace'), intents, anyDice, (...[user, op, wanted, dice]) => {
        const before = readResource(userResource, user);
        const members = wanted.map((intent) => printed({ ...intent, op: 'replace' }, dice)).flatMap(membersOf);
        const value = Object.fromEntries(members);
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        const [one, other] = [value, turned].map((each) => patched(before, [{ op, value: each }]));
        if (one === undefined || 'code' in one) expect(other).toHaveProperty('code');
        else expect(JSON.stringify(other)).toBe(JSON.stringify(one));
        if (members.length > 1 && one !== undefined && 'resource' in one) several += 1;
      }),
      { numRuns: 2_000 },
    );
    expect(several).toBeGreaterThan(400);
  });

  test('SCIM 5.1.3 leaves a valid resource with one primary value at most', () => {
    fc.assert(
      fc.property(patchable, intents, anyDice, (user, wanted, dice) => {
        const before = readResource(userResource, user);
        const outcome = patched(
          before,
          wanted.map((intent) => printed(intent, dice)),
        );
        if ('code' in outcome) return;
        const after = outcome.resource as Canonical;
        expect(JSON.stringify(readResource(userResource, JSON.parse(JSON.stringify(after))))).toBe(
          JSON.stringify(after),
        );
        for (const list of Object.values(after).filter(Array.isArray)) {
          expect(list.filter((each) => isObject(each) && each['primary'] === true).length).toBeLessThan(2);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('SCIM 5.2.29 that adds what is there already changes nothing', () => {
    fc.assert(
      fc.property(patchable, (user) => {
        const before = readResource(userResource, user);
        const { schemas: _, ...all } = before;
        const byPath = Object.entries(all).map(([path, value]) => ({ op: 'add', path, value }));
        for (const operations of [byPath, [{ op: 'Add', value: all }]]) {
          expect(JSON.stringify(patched(before, operations))).toBe(JSON.stringify({ resource: before }));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('that replaces everything by what is there already changes nothing either', () => {
    fc.assert(
      fc.property(patchable, (user) => {
        const before = readResource(userResource, user);
        expect(JSON.stringify(patched(before, [{ op: 'replace', value: { ...before, id: ID } }]))).toBe(
          JSON.stringify({ resource: before }),
        );
      }),
      { numRuns: 500 },
    );
  });
});

function membersOf({ path, value }: Claimed): [string, unknown][] {
  return path === undefined ? Object.entries(value as object) : [[path, value]];
}

/** Unknown extensions and the names in them stay as they came, so they are compared without case and order. */
function namesFolded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(namesFolded);
  if (!isObject(value)) return value;
  const { schemas, ...rest } = value;
  const folded = Object.entries(rest).map(([name, each]) => [name.toLowerCase(), namesFolded(each)] as const);
  const urns = Array.isArray(schemas) ? { schemas: schemas.map((urn) => String(urn).toLowerCase()).toSorted() } : {};
  return { ...urns, ...Object.fromEntries(folded) };
}
