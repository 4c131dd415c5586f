import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldKey, isStorable } from '../../../../src/core/resources/fold.rules.ts';
import { anyText } from './texts.ts';

describe('foldKey', () => {
  test.each([
    ['Ada@Example.COM', 'ada@example.com'],
    ['ZOË', 'zoë'],
    ['e\u0301', 'é'],
    ['ﬁ', 'fi'],
    ['ＡＢＣ', 'abc'],
    ['K', 'k'],
    ['H\u0331', '\u1e96'],
    ['ΟΔΥΣΣΕΥΣ', 'οδυσσευσ'],
    ['οδυσσευς', 'οδυσσευσ'],
    [' a ', ' a '],
    ['', ''],
  ])('%j becomes %j', (text, key) => expect(foldKey(text)).toBe(key));

  test('every letter has the key of its small form', () => {
    const apart: string[] = [];
    // There are no letters with two cases behind these planes.
    for (let point = 0; point < 0x20000; point += 1) {
      const letter = String.fromCodePoint(point);
      const lower = letter.toLowerCase();
      if (lower !== letter && foldKey(letter) !== foldKey(lower)) apart.push(letter);
    }
    expect(apart).toEqual([]);
  });

  test('folding what was folded changes nothing', () => {
    const marks = fc.constantFrom(
      'H',
      'h',
      'J',
      'T',
      'W',
      'Y',
      'A',
      'İ',
      'ı',
      'Σ',
      'ς',
      'ß',
      'ẞ',
      '\u0331',
      '\u030c',
      '\u0308',
      '\u030a',
      '\u02be',
      '\u0307',
    );
    const text = fc.oneof(
      fc.array(marks, { maxLength: 6 }).map((parts) => parts.join('')),
      anyText(20),
    );
    fc.assert(
      fc.property(text, (value) => {
        expect(foldKey(foldKey(value))).toBe(foldKey(value));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('isStorable', () => {
  test.each(['', 'a', '😀', '\u0001', '\ufffd', '\u{10ffff}'])('%j can be kept', (text) =>
    expect(isStorable(text)).toBe(true),
  );
  test.each(['\u0000', 'a\u0000b', '\ud83d', '\ude00', 'a\ude00\ud83d'])('%j cannot', (text) =>
    expect(isStorable(text)).toBe(false),
  );
});
