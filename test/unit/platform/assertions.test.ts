import fc from 'fast-check';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  AssertionFault,
  claimedAssertion,
  type PublicJwk,
  publicJwkOf,
  verifiedAssertion,
} from '../../../src/platform/assertions.ts';

const CLAIMS = {
  iss: 'https://issuer.example.com',
  sub: 'drawbridge',
  aud: 'https://id.example.com',
  exp: 2_000_000_000,
};
const ALGORITHMS = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA'.split(' ');
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

type Pair = { readonly privateKey: CryptoKey; readonly jwk: PublicJwk };

const pairs = new Map<string, Pair>();

async function pairFor(alg: string, kid?: string): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return {
    privateKey,
    jwk: await accepted({ ...(await exportJWK(publicKey)), ...(kid === undefined ? {} : { kid }) }),
  };
}

async function accepted(claimed: JWK): Promise<PublicJwk> {
  return (await publicJwkOf(claimed)) ?? expect.fail('the key was refused');
}

/** RSA keys take long to make: one serves all of RSA. */
async function pairOf(alg: string): Promise<Pair> {
  const family = /^[RP]S/.test(alg) ? 'RS256' : alg;
  const { privateKey, jwk } = pairs.get(family) ?? expect.fail(`no pair for ${alg}`);
  if (family !== 'RS256' || alg === 'RS256') return { privateKey, jwk };
  const name = alg.startsWith('PS') ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5';
  const exported = await crypto.subtle.exportKey('pkcs8', privateKey);
  const algorithm = { name, hash: `SHA-${alg.slice(2)}` };
  return { jwk, privateKey: await crypto.subtle.importKey('pkcs8', exported, algorithm, true, ['sign']) };
}

beforeAll(async () => {
  for (const alg of ['RS256', 'ES256', 'ES384', 'ES512', 'EdDSA']) pairs.set(alg, await pairFor(alg));
});

function signed(alg: string, { privateKey }: Pair, header: object = {}): Promise<string> {
  return new SignJWT(CLAIMS).setProtectedHeader({ alg, ...header }).sign(privateKey);
}

const encoded = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

async function reasonOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof AssertionFault) return error.reason;
    throw error;
  }
  return 'accepted';
}

const reasonFor = (text: string, keys: readonly PublicJwk[]): Promise<string> =>
  reasonOf(() => verifiedAssertion(text, keys));

describe('verifiedAssertion', () => {
  test.each(ALGORITHMS)('takes %s with header, claims and what was signed', async (alg) => {
    const pair = await pairOf(alg);
    const text = await signed(alg, pair, { typ: 'JWT' });
    expect(await verifiedAssertion(text, [pair.jwk])).toEqual({
      header: { alg, typ: 'JWT' },
      claims: CLAIMS,
      signingInput: text.slice(0, text.lastIndexOf('.')),
    });
  });

  test('refuses alg none, with and without a signature', async () => {
    const { jwk } = await pairOf('EdDSA');
    const [, , signature = ''] = (await signed('EdDSA', await pairOf('EdDSA'))).split('.');
    for (const alg of ['none', 'None', 'nOnE', '']) {
      for (const end of ['', signature]) {
        expect(await reasonFor(`${encoded({ alg })}.${encoded(CLAIMS)}.${end}`, [jwk])).toBe('algorithm_refused');
      }
    }
  });

  test.each([undefined, null, 256, ['EdDSA'], 'ES256K', 'RSA-OAEP', 'Ed25519', '__proto__', 'eddsa'])(
    'refuses alg %j',
    async (alg) => {
      const { jwk } = await pairOf('EdDSA');
      expect(await reasonFor(`${encoded({ alg })}.${encoded(CLAIMS)}.AAAA`, [jwk])).toBe('algorithm_refused');
    },
  );

  test.each(['RS256', 'ES256', 'EdDSA'])('refuses HS256 with the public %s key as its secret', async (alg) => {
    const { jwk } = await pairOf(alg);
    for (const secret of [JSON.stringify(jwk), Buffer.from(jwk.n ?? jwk.x ?? '', 'base64url')]) {
      const text = await new SignJWT(CLAIMS).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(secret));
      expect(await reasonFor(text, [jwk])).toBe('algorithm_refused');
      expect(await reasonFor(text, [{ kty: 'oct', k: encoded(secret) } as PublicJwk])).toBe('algorithm_refused');
    }
  });

  test('refuses a key of somebody else', async () => {
    const [own, foreign] = [await pairFor('ES256', 'a'), await pairFor('ES256', 'a')];
    expect(await reasonFor(await signed('ES256', foreign, { kid: 'a' }), [own.jwk])).toBe('signature_wrong');
    expect(await reasonFor(await signed('ES256', own, { kid: 'a' }), [own.jwk])).toBe('accepted');
  });

  test('goes by kid when both have one', async () => {
    const [a, b] = [await pairFor('ES256', 'a'), await pairFor('ES256', 'b')];
    expect(await reasonFor(await signed('ES256', b, { kid: 'b' }), [a.jwk, b.jwk])).toBe('accepted');
    expect(await reasonFor(await signed('ES256', a, { kid: 'b' }), [a.jwk, b.jwk])).toBe('signature_wrong');
    expect(await reasonFor(await signed('ES256', a, { kid: 'c' }), [a.jwk, b.jwk])).toBe('key_unknown');
    expect(await reasonFor(await signed('ES256', b), [a.jwk, b.jwk])).toBe('accepted');
    expect(await reasonFor(await signed('ES256', a, { kid: 'A' }), [a.jwk])).toBe('key_unknown');
  });

  test('tries keys without kid, after those that are named', async () => {
    const [bare, named] = [await pairFor('ES256'), await pairFor('ES256', 'a')];
    expect(await reasonFor(await signed('ES256', bare, { kid: 'x' }), [bare.jwk])).toBe('accepted');
    expect(await reasonFor(await signed('ES256', bare, { kid: 'a' }), [bare.jwk, named.jwk])).toBe('accepted');
    expect(await reasonFor(await signed('ES256', named, { kid: 'a' }), [bare.jwk, named.jwk])).toBe('accepted');
  });

  test('tries ten at most', async () => {
    const others = await Promise.all(Array.from({ length: 10 }, () => pairFor('EdDSA')));
    const last = await pairFor('EdDSA');
    const keys = [...others, last].map(({ jwk }) => jwk);
    const text = await signed('EdDSA', last);
    expect(await reasonFor(text, keys)).toBe('signature_wrong');
    expect(await reasonFor(text, keys.slice(1))).toBe('accepted');
    const { jwk: unfitting } = await pairOf('ES256');
    expect(await reasonFor(text, [...Array.from({ length: 20 }, () => unfitting), last.jwk])).toBe('accepted');
  });

  test('without keys every key is unknown', async () => {
    expect(await reasonFor(await signed('ES256', await pairOf('ES256')), [])).toBe('key_unknown');
  });

  test('the algorithm fits the type, the curve and the alg of the key', async () => {
    const rsa = await pairOf('RS256');
    expect(await reasonFor(await signed('ES256', await pairOf('ES256')), [rsa.jwk])).toBe('algorithm_refused');
    expect(await reasonFor(await signed('ES256', await pairOf('ES256')), [(await pairOf('ES384')).jwk])).toBe(
      'algorithm_refused',
    );
    const [bound, text] = [{ ...rsa.jwk, alg: 'RS256' }, await signed('PS256', await pairOf('PS256'))];
    expect(await reasonFor(text, [bound])).toBe('algorithm_refused');
    expect(await reasonFor(text, [rsa.jwk])).toBe('accepted');
    expect(await reasonFor(await signed('RS256', rsa), [bound])).toBe('accepted');
  });

  test('the key is left as it was', async () => {
    const pair = await pairOf('ES256');
    const own = { ...pair.jwk };
    expect(await reasonFor(await signed('ES256', pair), [own])).toBe('accepted');
    expect(Object.isFrozen(own)).toBe(false);
    expect(own).toEqual(pair.jwk);
  });

  test('a key that is broken has signed nothing', async () => {
    const pair = await pairOf('ES256');
    expect(await reasonFor(await signed('ES256', pair), [{ ...pair.jwk, x: 'AAAA' }])).toBe('signature_wrong');
  });

  test('refuses changed claims and a changed header', async () => {
    const pair = await pairOf('RS256');
    const [header = '', , signature = ''] = (await signed('RS256', pair)).split('.');
    const changed = `${header}.${encoded({ ...CLAIMS, sub: 'ada' })}.${signature}`;
    expect(await reasonFor(changed, [pair.jwk])).toBe('signature_wrong');
    const otherHeader = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(CLAIMS)}.${signature}`;
    expect(await reasonFor(otherHeader, [pair.jwk])).toBe('signature_wrong');
  });

  test('refuses what was cut off anywhere', async () => {
    const pair = await pairOf('EdDSA');
    const text = await signed('EdDSA', pair);
    for (let length = 0; length < text.length; length += 1) {
      expect(await reasonFor(text.slice(0, length), [pair.jwk])).toMatch(/^(?:malformed|signature_wrong)$/);
    }
    expect(await reasonFor(text.slice(0, text.lastIndexOf('.') + 1), [pair.jwk])).toBe('signature_wrong');
  });

  test('keys and addresses of keys in the header do not count', async () => {
    const [known, foreign] = [await pairOf('ES256'), await pairFor('ES256')];
    for (const header of [
      { jwk: foreign.jwk },
      { jku: 'http://127.0.0.1:9/jwks' },
      { x5u: 'http://127.0.0.1:9/x5u' },
      { x5c: [encoded('certificate')] },
    ]) {
      expect(await reasonFor(await signed('ES256', foreign, header), [known.jwk])).toBe('signature_wrong');
      expect(await reasonFor(await signed('ES256', known, header), [known.jwk])).toBe('accepted');
    }
  });

  test('no other text verifies: one character changed, in any place', async () => {
    const pair = await pairOf('EdDSA');
    const text = await signed('EdDSA', pair, { kid: 'a' });
    const character = fc.constantFrom(...`${BASE64URL}.=+/ \n\0é`.split(''));
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), character, async (place, other) => {
        fc.pre(text[place] !== other);
        const changed = `${text.slice(0, place)}${other}${text.slice(place + 1)}`;
        expect(await reasonFor(changed, [pair.jwk])).not.toBe('accepted');
      }),
      { numRuns: 1_000 },
    );
  });

  test('no other text verifies: the spare bits of each part', async () => {
    const pair = await pairOf('ES256');
    const parts = (await signed('ES256', pair)).split('.');
    for (const [index, part] of parts.entries()) {
      for (const last of BASE64URL.replace(part.at(-1) ?? '', '')) {
        const changed = parts.with(index, `${part.slice(0, -1)}${last}`).join('.');
        expect(await reasonFor(changed, [pair.jwk]), changed).not.toBe('accepted');
      }
    }
  });
});

describe('claimedAssertion', () => {
  const header = encoded({ alg: 'ES256', kid: 'a' });
  const claims = encoded(CLAIMS);

  test('gives what is claimed, whoever signed it', () => {
    expect(claimedAssertion(`${header}.${claims}.AAAA`)).toEqual({
      header: { alg: 'ES256', kid: 'a' },
      claims: CLAIMS,
      signingInput: `${header}.${claims}`,
    });
  });

  test.each([
    ['nothing', ''],
    ['two parts', `${header}.${claims}`],
    ['four parts', `${header}.${claims}.AAAA.AAAA`],
    ['five parts, as of an encrypted one', `${header}.AAAA.AAAA.${claims}.AAAA`],
    ['a scheme before it', `Bearer ${header}.${claims}.AAAA`],
    ['a line break behind it', `${header}.${claims}.AAAA\n`],
    ['padding', `${header}=.${claims}.AAAA`],
    ['the alphabet of base64', `${header}.${claims}.+/+/`],
    ['spare bits', `${header}.${claims}.AB`],
    ['one character too many', `${header}.${claims}.AAAAA`],
    ['a header that is no JSON', `${encoded('{alg}')}.${claims}.AAAA`],
    ['a header that is a list', `${encoded([])}.${claims}.AAAA`],
    ['claims that are null', `${header}.${encoded(null)}.AAAA`],
    ['claims that are a text', `${header}.${encoded('"a"')}.AAAA`],
    ['no claims', `${header}..AAAA`],
    ['a byte order mark', `${header}.${encoded('\uFEFF{}')}.AAAA`],
    [
      'what is not UTF-8',
      `${header}.${Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]).toString('base64url')}.AAAA`,
    ],
    ['a critical extension', `${encoded({ alg: 'ES256', crit: ['exp'], exp: 1 })}.${claims}.AAAA`],
    ['an empty list of those', `${encoded({ alg: 'ES256', crit: [] })}.${claims}.AAAA`],
    ['unencoded claims', `${encoded({ alg: 'ES256', b64: false, crit: ['b64'] })}.${claims}.AAAA`],
    ['a kid that is no text', `${encoded({ alg: 'ES256', kid: 1 })}.${claims}.AAAA`],
  ])('%s is malformed', async (_, text) => {
    expect(await reasonOf(() => claimedAssertion(text))).toBe('malformed');
  });

  test('takes 8,192 characters and not one more', async () => {
    const room = 8_192 - `${header}.${claims}.`.length;
    // Zero bytes in base64url are so many As, in a number that base64url can have.
    const longest = 'A'.repeat(room - (room % 4));
    const filled = `${header}.${claims}.${longest}`;
    expect(filled.length).toBeGreaterThan(8_188);
    expect(await reasonOf(() => claimedAssertion(filled))).toBe('accepted');
    expect(await reasonOf(() => claimedAssertion(`${filled}AAAA`))).toBe('malformed');
  });

  test('of a name that stands twice the last counts, as in the verified one', async () => {
    const twice = encoded('{"sub":"ada","sub":"grace"}');
    expect(claimedAssertion(`${header}.${twice}.AAAA`).claims).toEqual({ sub: 'grace' });
  });

  test('messages hold nothing of the assertion', () => {
    try {
      claimedAssertion(`${encoded('hunter2')}.${claims}.AAAA`);
    } catch (error) {
      expect(String(error)).toBe('AssertionFault: The assertion has a header that is not a JSON object.');
      return;
    }
    expect.fail('it was accepted');
  });
});

describe('publicJwkOf', () => {
  test.each(['RS256', 'ES256', 'ES384', 'ES512', 'EdDSA'])(
    'takes a key for %s, rid of everything else',
    async (alg) => {
      const { jwk } = await pairOf(alg);
      const more = { use: 'sig', key_ops: ['verify'], x5c: ['AAAA'], x5t: 'AAAA', note: 'ours', ext: true };
      const taken = await publicJwkOf({ ...jwk, ...more, kid: 'a', alg });
      expect(taken).toEqual({ ...jwk, kid: 'a', alg });
      expect(Object.isFrozen(taken)).toBe(true);
    },
  );

  test.each(['RS256', 'ES256', 'EdDSA'])('refuses the private key for %s', async (alg) => {
    const { privateKey, jwk } = await pairOf(alg);
    expect(await publicJwkOf(await exportJWK(privateKey))).toBeUndefined();
    for (const name of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv']) {
      expect(await publicJwkOf({ ...jwk, [name]: 'AAAA' }), name).toBeUndefined();
    }
  });

  test.each([
    ['for encryption', { use: 'enc' }],
    ['for a use that is no text', { use: 1 }],
    ['for other operations', { key_ops: ['encrypt'] }],
    ['for operations that are no list', { key_ops: 'verify' }],
    ['with a kid that is no text', { kid: 1 }],
    ['with a kid without end', { kid: 'a'.repeat(1_025) }],
    ['with a kid that holds a NUL', { kid: 'a\0' }],
    ['with half of a surrogate pair in its kid', { kid: '\ud800' }],
    ['for another algorithm', { alg: 'RS256' }],
    ['for a symmetric algorithm', { alg: 'HS256' }],
    ['for another curve', { crv: 'P-384' }],
    ['for an unknown curve', { crv: 'secp256k1' }],
    ['of an unknown type', { kty: 'AKP' }],
    ['of no type', { kty: undefined }],
    ['without a coordinate', { y: undefined }],
    ['with a coordinate that is no text', { y: 1 }],
    ['with a coordinate that is padded', { y: 'AAAA=' }],
    ['off its curve', { y: Buffer.alloc(32, 1).toString('base64url') }],
  ])('refuses a key %s', async (_, change) => {
    const { jwk } = await pairOf('ES256');
    expect(await publicJwkOf({ ...jwk, ...change })).toBeUndefined();
  });

  test.each([
    undefined,
    null,
    'key',
    1,
    [[]],
    {},
    { kty: 'oct', k: 'AAAA' },
    { kty: 'OKP', crv: 'X25519', x: 'A'.repeat(43) },
  ])('refuses %j', async (claimed) => expect(await publicJwkOf(claimed)).toBeUndefined());

  test('refuses an Ed25519 key of another length', async () => {
    expect(await publicJwkOf({ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' })).toBeUndefined();
  });

  const rsa = (bits: number, exponent: string, zeros = 0): JWK => {
    const modulus = Buffer.alloc(bits / 8, 0xff);
    return { kty: 'RSA', n: Buffer.concat([Buffer.alloc(zeros), modulus]).toString('base64url'), e: exponent };
  };

  test.each([
    ['1,024 bits', rsa(1_024, 'AQAB')],
    ['2,040 bits', rsa(2_040, 'AQAB')],
    ['zeros before 1,024 bits', rsa(1_024, 'AQAB', 256)],
    ['16,384 bits', rsa(16_384, 'AQAB')],
    ['zeros without end', rsa(2_048, 'AQAB', 100_000)],
    ['an exponent after zeros without end', rsa(2_048, `${'A'.repeat(100_000)}AQAB`)],
    ['the exponent 1', rsa(2_048, 'AQ')],
    ['the exponent 0', rsa(2_048, 'AA')],
    ['an even exponent', rsa(2_048, 'AQAA')],
    ['an exponent of five bytes', rsa(2_048, 'AQAAAAE')],
  ])('refuses RSA with %s', async (_, claimed) => expect(await publicJwkOf(claimed)).toBeUndefined());

  test.each([
    ['2,048 bits', rsa(2_048, 'AQAB')],
    ['4,096 bits', rsa(4_096, 'AQAB')],
    ['the exponent 3', rsa(2_048, 'Aw')],
  ])('takes RSA with %s', async (_, claimed) => expect(await publicJwkOf(claimed)).toEqual(claimed));
});
