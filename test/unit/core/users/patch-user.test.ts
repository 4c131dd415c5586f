import { describe, expect, test } from 'vitest';
import { readResource } from '../../../../src/core/resources/codec.rules.ts';
import { applyPatch, readPatch } from '../../../../src/core/resources/patch.rules.ts';
import { onlyActiveOf } from '../../../../src/core/users/patch-user.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';

const message = (...operations: unknown[]) => ({ Operations: operations });

describe('onlyActiveOf finds the PATCH that does nothing but (de)activate', () => {
  test.each([
    ['Okta', { op: 'replace', value: { active: false } }, false],
    ['Entra ID', { op: 'Replace', path: 'active', value: 'False' }, false],
    ['Entra ID, coming back', { op: 'Replace', path: 'active', value: 'True' }, true],
    ['Entra ID with its flag', { op: 'replace', path: 'active', value: false }, false],
    ['others', { op: 'Add', path: 'ACTIVE', value: true }, true],
  ])('as %s sends it', (_name, operation, active) => expect(onlyActiveOf(message(operation))).toBe(active));

  test.each([
    message({ op: 'replace', value: { active: false, title: 'x' } }),
    message({ op: 'replace', value: { title: 'x' } }),
    message({ op: 'replace', value: {} }),
    message({ op: 'replace', path: 'active', value: false }, { op: 'replace', path: 'title', value: 'x' }),
    message({ op: 'remove', path: 'active' }),
    message({ op: 'replace', path: 'active', value: null }),
    message({ op: 'replace', path: 'active', value: 'no' }),
    message({ op: 'replace', path: 'active', value: 0 }),
    message({ op: 'replace', path: 'active' }),
    message({ op: 'replace', path: 'name.active', value: false }),
    message({ path: 'active', value: false }),
    message({ op: ['replace'], path: 'active', value: false }),
    message({ op: { toString: 1, valueOf: 1 }, path: 'active', value: false }),
    message({ op: 'replace', path: 'active', value: ['true'] }),
    message({ op: 'replace', path: 'active', value: { toString: 1, valueOf: 1 } }),
    message({ op: 'replace', OP: 'remove', path: 'active', value: false }),
    message({ op: 'replace', path: 'active', Value: true, value: false }),
    { ...message({ op: 'replace', path: 'active', value: false }), operations: [] },
    message(null),
    message(),
    { Operations: { op: 'replace', path: 'active', value: false } },
    null,
    'active',
  ])('and leaves %j to the rules', (claimed) => expect(onlyActiveOf(claimed)).toBeUndefined());

  test('what it finds is what the rules would have done', () => {
    const before = readResource(userResource, { userName: 'ada', active: true, title: 'x' });
    const values = [true, false, 'True', 'false', 'FALSE', '', null, 'x', 1, undefined];
    const found = [];
    for (const op of ['add', 'Replace', 'remove', 'x']) {
      for (const path of ['active', 'Active', 'title', undefined]) {
        for (const value of [...values, ...values.map((active) => ({ active })), { title: 'y' }]) {
          const claimed = message({ op, path, value });
          const active = onlyActiveOf(claimed);
          if (active === undefined) continue;
          found.push(claimed);
          expect(applyPatch(userResource, before, readPatch(userResource, claimed, 'u'))).toEqual({
            ...before,
            active,
          });
        }
      }
    }
    // Two ops, two spellings of the path or none, five spellings of a boolean.
    expect(found).toHaveLength(2 * 3 * 5);
  });
});
