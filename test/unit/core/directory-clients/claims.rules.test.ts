import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Assertion,
  type ExpectedClaims,
  expiryOf,
  faultOfClaims,
  nameOfAssertion,
} from '../../../../src/core/directory-clients/claims.rules.ts';

const NOW = new Date('2026-01-01T00:00:00.000Z');
const now = NOW.getTime() / 1_000;
const TENANT = '0f3ba6d4-6f4e-4f4c-9a37-3f3c0f1a9b10';

const expected: ExpectedClaims = {
  issuer: 'https://idp.example/v2.0',
  subject: 'machine',
  audiences: ['https://id.example.com/scim/oauth/token', 'https://id.example.com/scim/oauth'],
  tenant: TENANT,
  maxLifetimeSeconds: 3_600,
};
const good = {
  iss: expected.issuer,
  sub: 'machine',
  aud: 'https://id.example.com/scim/oauth/token',
  tid: TENANT,
  iat: now,
  exp: now + 300,
};
const assertionOf = (more: object = {}, header: object = { alg: 'RS256' }): Assertion => ({
  header: header as Assertion['header'],
  claims: { ...good, ...more },
  signingInput: 'header.payload',
});
const reasonOf = (more: object, header?: object) =>
  faultOfClaims(assertionOf(more, header), expected, NOW)?.fault.reason ?? 'none';

describe('claims that count (RFC 7523 §3)', () => {
  test.each<[string, object]>([
    ['as they are', {}],
    ['for the other audience', { aud: expected.audiences[1] }],
    ['for a list of one audience', { aud: [expected.audiences[0]] }],
    ['with what nobody asked for', { ver: '2.0', uti: 'x', oid: 'machine', roles: ['admin'] }],
    ['just expired, within the skew of clocks', { exp: now - 59 }],
    ['just issued, within the skew of clocks', { iat: now + 60, nbf: now + 60 }],
    ['for as long as may be, within the skew of clocks', { exp: now + 3_660 }],
    ['without times that need not be there', { iat: undefined, nbf: undefined }],
    ['with a time between two seconds', { exp: now + 0.5, nbf: now - 0.5 }],
  ])('%s', (_title, more) => expect(reasonOf(more)).toBe('none'));

  test('of an issuer with one tenant need name none', () => {
    const { tid: _, ...claims } = good;
    const single = { ...expected, tenant: undefined };
    expect(faultOfClaims({ ...assertionOf(), claims }, single, NOW)).toBeUndefined();
  });
});

describe('claims that do not', () => {
  test.each<[string, string, object]>([
    ['another issuer', 'issuer_wrong', { iss: 'https://idp.example' }],
    ['an issuer with a slash more', 'issuer_wrong', { iss: `${expected.issuer}/` }],
    ['no issuer', 'issuer_wrong', { iss: undefined }],
    ['a list of issuers', 'issuer_wrong', { iss: [expected.issuer] }],
    ['another subject', 'subject_wrong', { sub: 'Machine' }],
    ['another audience', 'audience_wrong', { aud: 'https://id.example.com' }],
    ['a good and a bad audience', 'audience_wrong', { aud: [...expected.audiences.slice(0, 1), 'x'] }],
    ['both good audiences', 'audience_wrong', { aud: expected.audiences }],
    ['an empty list', 'audience_wrong', { aud: [] }],
    ['no audience', 'audience_wrong', { aud: undefined }],
    ['an audience in a list in a list', 'audience_wrong', { aud: [[expected.audiences[0]]] }],
    ['another tenant', 'tenant_wrong', { tid: TENANT.toUpperCase() }],
    ['no tenant', 'tenant_wrong', { tid: undefined }],
    ['expired', 'expired', { exp: now - 60 }],
    ['issued in the future', 'not_yet_valid', { iat: now + 61 }],
    ['valid in the future', 'not_yet_valid', { nbf: now + 61 }],
    ['too long', 'lifetime_too_long', { exp: now + 3_661 }],
    ['for ever', 'lifetime_too_long', { exp: Number.MAX_VALUE }],
    ['no expiry', 'assertion_malformed', { exp: undefined }],
    ['an expiry in words', 'assertion_malformed', { exp: `${now + 300}` }],
    ['no number', 'assertion_malformed', { exp: Number.NaN }],
    ['infinity', 'assertion_malformed', { exp: Number.POSITIVE_INFINITY }],
    ['null', 'assertion_malformed', { exp: null }],
    ['an iat that is no time', 'assertion_malformed', { iat: true }],
    ['an nbf that is no time', 'assertion_malformed', { nbf: {} }],
    ['a jti that is no text', 'assertion_malformed', { jti: { toString: 'x' } }],
    ['an empty jti', 'assertion_malformed', { jti: '' }],
    ['a uti that is no text', 'assertion_malformed', { uti: 7 }],
  ])('%s: %s', (_title, reason, more) => expect(reasonOf(more)).toBe(reason));

  test('a header that must be understood', () => {
    expect(reasonOf({}, { alg: 'RS256', crit: [] })).toBe('assertion_malformed');
  });

  test('tell what was seen, and who came how far', () => {
    const wrong = faultOfClaims(assertionOf({ aud: 'x' }), expected, NOW);
    expect(wrong?.fault.seen).toEqual({
      claimed: 'x',
      expected: '"https://id.example.com/scim/oauth/token" or "https://id.example.com/scim/oauth"',
    });
    const seen = (more: object) => faultOfClaims(assertionOf(more), expected, NOW)?.fault.seen;
    expect(seen({ exp: now - 90 })).toEqual({ claimed: now - 90, expected: `more than ${now - 60}` });
    expect(seen({ nbf: now + 90 })).toEqual({ claimed: now + 90, expected: `at most ${now + 60}` });
    expect(seen({ exp: now + 7_200 })).toEqual({ claimed: now + 7_200, expected: `at most ${now + 3_660}` });
    const earlier = faultOfClaims(assertionOf({ iss: 'x' }), expected, NOW);
    expect(wrong?.met).toBeGreaterThan(earlier?.met ?? Number.POSITIVE_INFINITY);
  });

  test('whatever else they hold: nothing but the good ones count', () => {
    const name = fc.constantFrom('iss', 'sub', 'aud', 'tid');
    fc.assert(
      fc.property(name, fc.jsonValue(), (claim, value) => {
        const isGood = value === good[claim as keyof typeof good] || (claim === 'aud' && isGoodAudience(value));
        expect(reasonOf({ [claim]: value }) === 'none').toBe(isGood);
      }),
    );
  });

  function isGoodAudience(value: unknown): boolean {
    const [only, ...others] = Array.isArray(value) ? value : [value];
    return others.length === 0 && expected.audiences.includes(only);
  }
});

describe('the name of an assertion', () => {
  test('is its issuer and its id, Entra ID’s uti too', () => {
    expect(nameOfAssertion(assertionOf({ jti: '7' }))).toBe(`${expected.issuer}\0${7}`);
    expect(nameOfAssertion(assertionOf({ uti: '7' }))).toBe(nameOfAssertion(assertionOf({ jti: '7' })));
    expect(nameOfAssertion(assertionOf({ jti: '7', uti: '8' }))).toBe(nameOfAssertion(assertionOf({ jti: '7' })));
  });

  test('is what was signed, where there is none', () => {
    expect(nameOfAssertion(assertionOf())).toBe('header.payload');
  });
});

test('an assertion stops counting after its expiry and the skew of clocks', () => {
  expect(expiryOf(assertionOf()).toISOString()).toBe('2026-01-01T00:06:00.000Z');
});
