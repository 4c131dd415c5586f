import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MemberOperation, memberChangeOf, readMembers } from '../../../../src/core/groups/members.rules.ts';

const A = '01900000-0000-7000-8000-00000000000a';
const B = '01900000-0000-7000-8000-00000000000b';

describe('readMembers', () => {
  test.each<[string, unknown, string[]]>([
    [
      'as Okta and Entra ID list them',
      [
        { value: A, display: 'Ada' },
        { $ref: null, value: B },
      ],
      [A, B],
    ],
    ['one alone', { VALUE: A }, [A]],
    ['ids alone', [A, B], [A, B]],
    ['one id alone', A, [A]],
    ['the same twice', [{ value: A }, A], [A]],
    ['ids that are not ours, for the verb to miss', [{ value: '00u1' }], ['00u1']],
    ['nobody', [], []],
    ['null', null, []],
    ['nothing', undefined, []],
  ])('%s', (_what, claimed, ids) => expect(readMembers(claimed, 'members')).toEqual(ids));

  test.each([
    [['x']],
    ['x'],
    [7],
    [[7]],
    [[null]],
    [[{ display: 'Ada' }]],
    [[{ value: '' }]],
    [[{ value: 7 }]],
    [[[A]]],
    [{}],
  ])('a shape that says nobody is invalid_value, never an empty list: %j', (claimed) => {
    expect(() => readMembers(claimed, 'members')).toThrow(expect.objectContaining({ code: 'invalid_value' }));
  });
});

const someIds = fc.subarray(['a', 'b', 'c', 'd', 'e']);
const anyOperation: fc.Arbitrary<MemberOperation> = fc.oneof(
  fc.record({ op: fc.constantFrom('add', 'replace', 'remove'), ids: someIds }),
  fc.constant<MemberOperation>({ op: 'remove', ids: undefined }),
);

/** One operation after the other, on the list itself. */
function model(before: readonly string[], operations: readonly MemberOperation[]): Set<string> {
  let members = new Set(before);
  for (const { op, ids = [...members] } of operations) {
    if (op === 'replace') members = new Set(ids);
    else if (op === 'add') members = new Set([...members, ...ids]);
    else members = new Set([...members].filter((id) => !ids.includes(id)));
  }
  return members;
}

describe('memberChangeOf', () => {
  test('says what the operations do one after the other, whoever is in the group', () => {
    fc.assert(
      fc.property(fc.array(anyOperation, { minLength: 1, maxLength: 8 }), someIds, (operations, before) => {
        const change = memberChangeOf(operations) ?? expect.fail('there is something to do');
        const kept = change.replaces ? [] : before.filter((id) => !change.remove.includes(id));
        expect(new Set([...kept, ...change.add])).toEqual(model(before, operations));
        expect(change.add.filter((id) => change.remove.includes(id))).toEqual([]);
      }),
    );
  });

  test('no operation is no change', () => expect(memberChangeOf([])).toBeUndefined());
});
