import { describe, expect, test } from 'vitest';
import { readOperations } from '../../../../src/core/resources/patch-message.rules.ts';

describe('the frame of a PatchOp message (RFC 7644 §3.5.2)', () => {
  test('is read in any case; an empty path is none', () => {
    expect(
      readOperations({
        OPERATIONS: [
          { OP: 'Add', Path: ' title ', VALUE: 'x' },
          { op: 'replace', path: ' ', value: {} },
        ],
      }),
    ).toEqual([
      { op: 'add', path: 'title', value: 'x', field: 'Operations[0]' },
      { op: 'replace', path: undefined, value: {}, field: 'Operations[1]' },
    ]);
  });

  test.each([
    { Operations: [{ op: 'replace', OP: 'remove', path: 'active', value: false }] },
    { Operations: [{ op: 'replace', path: 'active', Path: 'title', value: false }] },
    { Operations: [{ op: 'remove', path: 'a' }], operations: [] },
  ])('the same name twice, in different case, is malformed: %j', (claimed) => {
    expect(() => readOperations(claimed)).toThrow(expect.objectContaining({ code: 'malformed' }));
  });
});
