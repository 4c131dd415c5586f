import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimedClient } from '../../../../../src/edge/scim/oauth/authentication.ts';
import { OAuthFault } from '../../../../../src/edge/scim/oauth/errors.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const form = (fields: Record<string, string> = {}) => new Map(Object.entries(fields));
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
/** As forms write it (RFC 6749, appendix B). */
const encoded = (text: string) => new URLSearchParams({ x: text }).toString().slice(2);

function errorOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof OAuthFault) return `${error.status} ${error.error}`;
    throw error;
  }
  return 'none';
}

describe('claimedClient', () => {
  test('by HTTP Basic: whatever stands in both parts, form-encoded (RFC 6749 §2.3.1)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (clientId, secret) => {
        const header = basic(`${encoded(clientId)}:${encoded(secret)}`);
        expect(claimedClient(header, form())).toEqual({ kind: 'secret', clientId, secret });
      }),
    );
  });

  test('by HTTP Basic of clients that encode nothing: the secret may hold colons', () => {
    expect(claimedClient(basic('id:se:cret'), form())).toEqual({ kind: 'secret', clientId: 'id', secret: 'se:cret' });
  });

  test('by the form', () => {
    expect(claimedClient(undefined, form({ client_id: 'id', client_secret: 's' }))).toEqual({
      kind: 'secret',
      clientId: 'id',
      secret: 's',
    });
    const assertion = { client_assertion_type: ASSERTION_TYPE, client_assertion: 'a.b.c' };
    expect(claimedClient(undefined, form(assertion))).toEqual({
      kind: 'assertion',
      clientId: undefined,
      assertion: 'a.b.c',
    });
  });

  test('by the assertion of the grant', () => {
    expect(claimedClient(undefined, form({ client_id: 'id' }), 'a.b.c')).toEqual({
      kind: 'assertion',
      clientId: 'id',
      assertion: 'a.b.c',
    });
  });

  const ways: [string, string | undefined, Record<string, string>, string?][] = [
    ['Basic and a secret', basic('a:b'), { client_secret: 'b' }],
    ['Basic and an assertion', basic('a:b'), { client_assertion: 'a.b.c', client_assertion_type: ASSERTION_TYPE }],
    ['Basic and the grant’s', basic('a:b'), {}, 'a.b.c'],
    ['a secret and an assertion', undefined, { client_secret: 'b', client_assertion: 'a.b.c' }],
    ['an assertion and the grant’s', undefined, { client_assertion: 'a.b.c' }, 'a.b.c'],
    ['two names', basic('a:b'), { client_id: 'b' }],
    ['an assertion of no type', undefined, { client_assertion: 'a.b.c' }],
    ['bad encoding', basic('%:b'), {}],
  ];
  test.each(ways)('%s: invalid_request', (_title, ...[header, fields, granted]) => {
    expect(errorOf(() => claimedClient(header, form(fields), granted))).toBe('400 invalid_request');
  });

  test.each([
    [undefined, {}],
    [undefined, { client_id: 'a' }],
    [undefined, { client_secret: 'a' }],
    ['Bearer abc', {}],
    ['Basic', {}],
    ['Basic ???', {}],
    ['', {}],
  ])('%j with %j: invalid_client', (header, fields) => {
    expect(errorOf(() => claimedClient(header, form(fields)))).toBe('401 invalid_client');
  });
});
