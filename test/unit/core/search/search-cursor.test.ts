import { describe, expect, test } from 'vitest';
import {
  type Bound,
  CURSOR_TIMEOUT_SECONDS,
  cursorAfter,
  positionIn,
} from '../../../../src/core/search/search-cursor.ts';
import { sealFor } from '../../../../src/platform/secrets.ts';

const seal = sealFor('cursors', ['a-key']);
const bound: Bound = { directory: 'd', search: [['user'], 'userName pr', 'title', false], count: 10 };
const last = { key: 'zoë', id: '01900000-0000-7000-8000-000000000000' };
const now = new Date('2026-01-01T00:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
const cursor = cursorAfter(seal, bound, { last, now });

describe('a cursor (RFC 9865)', () => {
  test('goes on where it left off, until its time is over', () => {
    expect(positionIn(seal, bound, { cursor, now })).toEqual(last);
    expect(positionIn(seal, bound, { cursor, now: later(CURSOR_TIMEOUT_SECONDS - 1) })).toEqual(last);
  });

  test('SCIM 5.3.45 is expired after it', () => {
    expect(() => positionIn(seal, bound, { cursor, now: later(CURSOR_TIMEOUT_SECONDS) })).toThrow(
      expect.objectContaining({ code: 'expired_cursor', field: 'cursor' }),
    );
  });

  test.each<[string, Partial<Bound>, string]>([
    ['directory', { directory: 'e' }, 'invalid_cursor'],
    ['kind', { search: [['group'], 'userName pr', 'title', false] }, 'invalid_cursor'],
    ['filter', { search: [['user'], 'title pr', 'title', false] }, 'invalid_cursor'],
    ['order', { search: [['user'], 'userName pr', 'title', true] }, 'invalid_cursor'],
    ['count', { count: 11 }, 'invalid_count'],
  ])('SCIM 5.3.45 does not count with another %s', (_what, other, code) => {
    expect(() => positionIn(seal, { ...bound, ...other }, { cursor, now })).toThrow(expect.objectContaining({ code }));
  });

  test.each(['', 'x', `${cursor}A`, cursor.slice(1), sealFor('cursors', ['b-key']).close('{}')])(
    'SCIM 5.3.47 cannot be made: %j',
    (claimed) => {
      expect(() => positionIn(seal, bound, { cursor: claimed, now })).toThrow(
        expect.objectContaining({ code: 'invalid_cursor' }),
      );
    },
  );
});
