import { describe, expect, test } from 'vitest';
import { bearerOf } from '../../../../src/edge/http/bearer.ts';

describe('bearerOf', () => {
  test.each([
    ['Bearer abc', 'abc'],
    ['bearer   a.b-c_~+/=', 'a.b-c_~+/='],
    ['BEARER x', 'x'],
  ])('%j carries %j', (header, token) => expect(bearerOf(header)).toBe(token));

  test.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearerabc',
    'Basic YTpi',
    'Token abc',
    'Bearer a b',
    'Bearer a\n',
    'Bearer é',
    ' Bearer a',
    'Bearer a, Bearer b',
    `Bearer ${'x'.repeat(513)}`,
  ])('%j carries none', (header) => {
    expect(() => bearerOf(header)).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
  });
});
