import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readGroupPatch } from '../../../../src/core/groups/group-patch.rules.ts';
import { groupProfile, recordOfGroup } from '../../../../src/core/groups/group-resource.rules.ts';
import { ResourceFault } from '../../../../src/core/resources/fault.rules.ts';
import { applyPatch } from '../../../../src/core/resources/patch.rules.ts';

const ID = '01900000-0000-7000-8000-000000000001';
const A = '01900000-0000-7000-8000-00000000000a';
const B = '01900000-0000-7000-8000-00000000000b';
const URN = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const read = (...Operations: unknown[]) => readGroupPatch({ Operations }, ID);
const change = (add: string[], remove: string[] = [], replaces = false) => ({ replaces, add, remove });

describe('a PATCH of members', () => {
  test.each<[string, object, object]>([
    ['Entra ID adds', { op: 'Add', path: 'members', value: [{ $ref: null, value: A }] }, change([A])],
    ['Okta removes', { op: 'remove', path: `members[value eq "${A}"]` }, change([], [A])],
    ['Entra ID removes', { op: 'Remove', path: 'members', value: [{ value: A }] }, change([], [A])],
    [
      'several by one filter',
      { op: 'remove', path: `members[value eq "${A}" or value eq "${B}"]` },
      change([], [A, B]),
    ],
    ['a value path adds', { op: 'add', path: `members[value eq "${A}"]`, value: { value: A } }, change([A])],
    ['Okta pushes now', { op: 'replace', path: 'members', value: [{ value: A }] }, change([A], [], true)],
    ['an empty list replaces', { op: 'replace', path: 'members', value: [] }, change([], [], true)],
    ['everybody goes', { op: 'remove', path: 'members' }, change([], [], true)],
    ['an empty list removes nobody', { op: 'remove', path: 'members', value: [] }, change([])],
    ['without a path', { op: 'add', value: { Members: [{ value: A }] } }, change([A])],
    ['with its URN', { op: 'add', path: `${URN.toUpperCase()}:members`, value: A }, change([A])],
    ['a key with its URN', { op: 'replace', value: { [`${URN}:members`]: [{ value: A }] } }, change([A], [], true)],
  ])('%s', (_who, operation, members) => expect(read(operation)).toEqual({ operations: [], members }));

  test('with attributes: each for itself', () => {
    const { operations, members } = read({
      op: 'replace',
      value: { id: ID, displayName: 'New', members: [{ value: A }] },
    });
    expect(members).toEqual(change([A], [], true));
    expect(applyPatch(groupProfile, { displayName: 'Old' }, operations)).toMatchObject({ displayName: 'New' });
    expect(read({ op: 'replace', path: 'displayName', value: 'New' }).members).toBeUndefined();
  });

  test.each<[object, string]>([
    [{ op: 'remove', path: 'members', value: null }, 'invalid_value'],
    [{ op: 'remove', path: 'members', value: [{ display: 'Ada' }] }, 'invalid_value'],
    [{ op: 'remove', path: 'members', value: 7 }, 'invalid_value'],
    [{ op: 'add', path: 'members' }, 'invalid_value'],
    [{ op: 'remove', path: 'members[display eq "Ada"]' }, 'invalid_filter'],
    [{ op: 'remove', path: 'members[value ne "x"]' }, 'invalid_filter'],
    [{ op: 'remove', path: `members[not (value eq "${A}")]` }, 'invalid_filter'],
    [{ op: 'remove', path: 'members[]' }, 'invalid_filter'],
    [{ op: 'remove', path: 'members[value eq "x"' }, 'invalid_path'],
    [{ op: 'remove', path: 'members.value', value: A }, 'invalid_path'],
    [{ op: 'remove', path: 'membership' }, 'invalid_path'],
    [{ op: 'replace', path: `members[value eq "${A}"]`, value: { value: B } }, 'immutable'],
    [{ op: 'remove', value: { members: [] } }, 'no_target'],
    [{ op: 'remove', path: 'displayName' }, 'immutable'],
    [{ op: 'replace', value: { id: A, displayName: 'x' } }, 'immutable'],
  ])('never guesses: %j is %s', (operation, code) => {
    expect(() => {
      const { operations } = read(operation);
      applyPatch(groupProfile, { displayName: 'Old' }, operations);
    }).toThrow(expect.objectContaining({ code }));
  });

  test('throws nothing but its own faults, whatever it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('add', 'Replace', 'remove'), fc.string(), (value, op, path) => {
        for (const claimed of [
          value,
          { Operations: [value] },
          {
            Operations: [
              { op, path: `members${path}`, value },
              { op, value },
            ],
          },
        ]) {
          try {
            readGroupPatch(claimed, ID);
          } catch (error) {
            expect(error).toBeInstanceOf(ResourceFault);
          }
        }
      }),
    );
  });
});

describe('what is kept of a group', () => {
  test.each([
    [{ displayName: 'x'.repeat(2_001) }, 'invalid_value'],
    [{ displayName: 'x', externalId: 'y'.repeat(2_001) }, 'invalid_value'],
    [{ displayName: 'x', 'urn:x:2.0:Group': { note: 'z'.repeat(300_000) } }, 'too_large'],
  ])('has a limit', (canonical, code) => {
    expect(() => recordOfGroup(canonical)).toThrow(expect.objectContaining({ code }));
  });
});
