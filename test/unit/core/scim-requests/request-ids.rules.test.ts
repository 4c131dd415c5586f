import { describe, expect, test } from 'vitest';
import { FIRST_ID, idAt, LAST_ID } from '../../../../src/core/scim-requests/request-ids.rules.ts';
import { isId, newId } from '../../../../src/platform/ids.ts';

describe('idAt', () => {
  test('is an id, at or below every id of its moment and above every one before', () => {
    const before = Date.now();
    const id = newId();
    expect(isId(idAt(before))).toBe(true);
    expect(idAt(before) <= id).toBe(true);
    expect(idAt(before + 60_000) > id).toBe(true);
    expect(idAt(before - 1) < idAt(before)).toBe(true);
  });

  test('has the milliseconds in front', () =>
    expect(idAt(0x0190f3a1abcd)).toBe('0190f3a1-abcd-7000-8000-000000000000'));

  test('stays an id at the ends of time', () => {
    for (const ms of [-1, 0, 1.5, 2 ** 48, 1e300]) {
      expect(isId(idAt(ms))).toBe(true);
      expect(idAt(ms) > FIRST_ID && idAt(ms) < LAST_ID).toBe(true);
    }
  });
});
