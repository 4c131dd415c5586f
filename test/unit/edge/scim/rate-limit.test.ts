import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ScimRateLimit, scimRateLimit } from '../../../../src/edge/scim/rate-limit.ts';
import { Refusal } from '../../../../src/platform/refusal.ts';

const START = 1_700_000_000_000;

function refusalOf(limit: ScimRateLimit, key: string, nowMs: number): Refusal | undefined {
  try {
    limit.admit(key, nowMs);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** How many of `tries` are admitted at one moment. */
function admitted(limit: ScimRateLimit, nowMs: number, { key = 'ours', tries = 1_000 } = {}): number {
  let count = 0;
  for (let n = 0; n < tries; n += 1) if (refusalOf(limit, key, nowMs) === undefined) count += 1;
  return count;
}

describe('scimRateLimit', () => {
  test('lets two seconds’ worth through at once, and then one second’s worth in each second', () => {
    const limit = scimRateLimit({ perSecond: 50 });
    expect(admitted(limit, START)).toBe(100);
    expect(admitted(limit, START)).toBe(0);
    expect(admitted(limit, START + 1_000)).toBe(50);
    expect(admitted(limit, START + 1_500)).toBe(25);
    expect(admitted(limit, START + 100_000)).toBe(100);
  });

  test('Entra ID’s 25 requests a second are never refused, evenly or all at once', () => {
    const limit = scimRateLimit({ perSecond: 25 });
    for (let ms = 0; ms < 60_000; ms += 40) expect(refusalOf(limit, 'even', START + ms)).toBeUndefined();
    for (let second = 0; second < 60; second += 1)
      expect(admitted(limit, START + second * 1_000, { key: 'bursts', tries: 25 })).toBe(25);
  });

  test('says when to come again, in whole seconds, and what is wrong', () => {
    const limit = scimRateLimit({ perSecond: 25 });
    admitted(limit, START);
    const refusal = refusalOf(limit, 'ours', START);
    expect(refusal).toMatchObject({ code: 'rate_limited', retryAfterSeconds: 1 });
    expect(refusal?.detail).toBe(
      'This directory sends more than 25 requests a second. Send this one again after 1 second.',
    );
    expect(refusalOf(limit, 'ours', START + 1_000)).toBeUndefined();
  });

  test('a limit slower than one a second asks for longer waits', () => {
    const limit = scimRateLimit({ perSecond: 0.5 });
    expect(admitted(limit, START)).toBe(1);
    expect(refusalOf(limit, 'ours', START)).toMatchObject({
      retryAfterSeconds: 2,
      detail: expect.stringContaining('after 2 seconds.'),
    });
    expect(refusalOf(limit, 'ours', START + 2_000)).toBeUndefined();
  });

  test('a request that was refused costs nothing', () => {
    const limit = scimRateLimit({ perSecond: 25 });
    admitted(limit, START, { tries: 100_000 });
    expect(admitted(limit, START + 1_000)).toBe(25);
  });

  test('directories do not share', () => {
    const limit = scimRateLimit({ perSecond: 25 });
    expect(admitted(limit, START)).toBe(50);
    expect(admitted(limit, START, { key: 'theirs' })).toBe(50);
  });

  test('a clock that is set back gives nothing and stops nobody for longer', () => {
    const limit = scimRateLimit({ perSecond: 25 });
    expect(admitted(limit, START)).toBe(50);
    expect(admitted(limit, START - 3_600_000)).toBe(0);
    expect(admitted(limit, START - 3_599_000)).toBe(25);
  });

  test('never lets more through than a burst and what was earned since', () => {
    const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 120 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.integer({ min: 25, max: 60 }), gaps, (perSecond, steps) => {
        const limit = scimRateLimit({ perSecond });
        let [now, through] = [START, 0];
        for (const [gap, tries] of steps) {
          now += gap;
          through += admitted(limit, now, { tries });
          expect(through).toBeLessThanOrEqual(perSecond * 2 + ((now - START) * perSecond) / 1_000);
        }
      }),
    );
  });

  test('remembers a bounded number of directories, and drops those that were quiet first', () => {
    const limit = scimRateLimit({ perSecond: 25 });
    for (let n = 0; n < 9_999; n += 1) limit.admit(`quiet ${n}`, START);
    expect(admitted(limit, START + 2_000)).toBe(50);
    for (let n = 0; n < 100; n += 1) limit.admit(`new ${n}`, START + 2_000);
    // Room was made by those that were quiet: the busy one is still known.
    expect(admitted(limit, START + 2_000)).toBe(0);
  });

  test('starts anew rather than grow when all are busy', () => {
    const limit = scimRateLimit({ perSecond: 25 });
    expect(admitted(limit, START)).toBe(50);
    for (let n = 0; n < 10_000; n += 1) limit.admit(`busy ${n}`, START);
    expect(admitted(limit, START)).toBe(50);
  });
});
