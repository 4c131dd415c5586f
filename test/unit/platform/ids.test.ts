import { describe, expect, test } from 'vitest';
import { isId, newId, newShortId } from '../../../src/platform/ids.ts';

describe('newId', () => {
  const ids = Array.from({ length: 5_000 }, newId);

  test('is a UUIDv7 (RFC 9562 §5.7) in lower case', () => {
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('starts with the milliseconds of its making', () => {
    const before = Date.now();
    const milliseconds = Number.parseInt(newId().replace('-', '').slice(0, 12), 16);
    expect(milliseconds).toBeGreaterThanOrEqual(before);
    expect(milliseconds).toBeLessThanOrEqual(Date.now());
  });

  test('sorts in the order in which this process made them, and is never the same', () => {
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('isId', () => {
  test('knows what newId makes', () => expect(isId(newId())).toBe(true));

  test.each([
    '',
    'x',
    '0190f3a1-0000-7000-8000-00000000000',
    '0190f3a1-0000-7000-8000-0000000000011',
    '0190F3A1-0000-7000-8000-00000000000A',
    '{0190f3a1-0000-7000-8000-000000000001}',
    '0190f3a100007000800000000000001a',
    ' 0190f3a1-0000-7000-8000-000000000001',
    '0190f3a1-0000-7000-8000-000000000001\n',
    '0190f3a1-0000-7000-8000-00000000000g',
    "0190f3a1-0000-7000-8000-000000000001' or '1'='1",
    '../0190f3a1-0000-7000-8000-000000000001',
  ])('%j names nothing of ours', (claimed) => expect(isId(claimed)).toBe(false));
});

describe('newShortId', () => {
  const ids = Array.from({ length: 2_000 }, newShortId);

  test('has twelve characters: lower case, no underscore, no look-alikes, no dash', () => {
    for (const id of ids) expect(id).toMatch(/^[2-9a-kmnp-z]{12}$/);
  });

  test('uses the whole alphabet and does not repeat itself', () => {
    expect(new Set(ids.join('')).size).toBe(32);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
