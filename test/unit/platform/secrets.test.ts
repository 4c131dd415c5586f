import { describe, expect, test } from 'vitest';
import { newShortId } from '../../../src/platform/ids.ts';
import { hashSecret, isSameSecret, isSecretShaped, mintSecret, sealFor } from '../../../src/platform/secrets.ts';

const ORGANIZATION = 'abcdefgh2345';

describe('mintSecret', () => {
  test('has its kind, its organization and 256 random bits', () => {
    const secret = mintSecret('drawbridge_scim', ORGANIZATION);
    expect(secret).toMatch(/^drawbridge_scim_abcdefgh2345_[A-Za-z0-9_-]{43}$/);
    const [, random = ''] = secret.split(`${ORGANIZATION}_`);
    expect(Buffer.from(random, 'base64url')).toHaveLength(32);
  });

  test('is never the same, and always shaped as it should be', () => {
    const secrets = Array.from({ length: 1_000 }, () => mintSecret('drawbridge_scim', newShortId()));
    expect(new Set(secrets).size).toBe(secrets.length);
    expect(secrets.filter((secret) => !isSecretShaped('drawbridge_scim', secret))).toEqual([]);
  });

  test('can travel in an Authorization header', () => {
    expect(mintSecret('drawbridge_scim', ORGANIZATION)).toMatch(/^[\x21-\x7e]{1,512}$/);
  });
});

describe('isSecretShaped', () => {
  const secret = mintSecret('drawbridge_scim', ORGANIZATION);

  test.each([
    '',
    'drawbridge_scim',
    secret.slice(0, -1),
    `${secret}A`,
    ` ${secret}`,
    `${secret}\n`,
    secret.toUpperCase(),
    secret.replace('drawbridge_scim', 'drawbridge_key'),
    secret.replace('drawbridge', 'other'),
    secret.replace(ORGANIZATION, 'ABCDEFGH2345'),
    secret.replace(ORGANIZATION, 'abc_efgh2345'),
    `${secret.slice(0, -1)}=`,
  ])('%j is not one', (claimed) => expect(isSecretShaped('drawbridge_scim', claimed)).toBe(false));
});

describe('hashSecret', () => {
  test('is SHA-256', () => {
    expect(hashSecret('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('isSameSecret', () => {
  test.each([
    ['a', 'a', true],
    ['a', 'b', false],
    ['a', 'aa', false],
    ['', '', true],
    ['', 'a', false],
    ['é', 'e\u0301', false],
  ])('%j and %j: %s', (claimed, known, isSame) => expect(isSameSecret(claimed, known)).toBe(isSame));
});

describe('a seal', () => {
  const seal = sealFor('cursors', ['new-key', 'old-key']);

  test.each(['x', 'organization user', 'zoë 😀\u0000\n', 'x'.repeat(1_000)])('opens what it closed', (text) => {
    const closed = seal.close(text);
    expect(closed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(seal.open(closed)).toBe(text);
  });

  test('opens what any of its keys closed, and closes with the first', () => {
    expect(seal.open(sealFor('cursors', ['old-key']).close('x'))).toBe('x');
    expect(sealFor('cursors', ['new-key']).open(seal.close('x'))).toBe('x');
    expect(sealFor('cursors', ['old-key']).open(seal.close('x'))).toBeUndefined();
  });

  test('does not open another purpose’s or another key’s', () => {
    expect(seal.open(sealFor('invitations', ['new-key']).close('x'))).toBeUndefined();
    expect(seal.open(sealFor('cursors', ['stranger']).close('x'))).toBeUndefined();
  });

  test('refuses every change of one character, and everything shorter', () => {
    const closed = seal.close('organization id');
    for (let at = 0; at < closed.length; at += 1) {
      const other = closed[at] === 'A' ? 'B' : 'A';
      expect(seal.open(`${closed.slice(0, at)}${other}${closed.slice(at + 1)}`), `changed at ${at}`).toBeUndefined();
      expect(seal.open(closed.slice(0, at)), `cut at ${at}`).toBeUndefined();
    }
    expect(seal.open(`${closed}A`)).toBeUndefined();
    expect(seal.open(`${closed}=`)).toBeUndefined();
    expect(seal.open(` ${closed}`)).toBeUndefined();
  });

  test.each(['', 'x', '%%%', '\u0000', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', '__proto__'])(
    '%j does not open',
    (claimed) => {
      expect(seal.open(claimed)).toBeUndefined();
    },
  );

  test('needs a key', () => {
    expect(() => sealFor('cursors', [])).toThrow('at least one key');
  });
});
