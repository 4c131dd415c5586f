import fc from 'fast-check';
import { CompactSign } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService, type TestService } from '../../../support/building.ts';
import { newDirectory } from '../../../support/clients.ts';
import {
  ASSERTION_TYPE,
  ENTRA,
  entraClaims,
  inSeconds,
  JWT_BEARER,
  type Machine,
  newMachine,
  newSigner,
  ownClaims,
  postForm,
  type Signer,
} from '../../../support/machines.ts';

const REQUESTS = 400;
const AT_ONCE = 20;
const SEED = 7_523;

let service: TestService;
let machine: Machine;
let signer: Signer;
let secret: string;
beforeAll(async () => {
  ({ service } = await sharedService());
  machine = await newMachine(service, await newDirectory(service));
  signer = await newSigner('ES256');
  await machine.credential({ kind: 'key', jwk: signer.jwk });
  await machine.credential({ ...ENTRA, jwks: { keys: [signer.jwk] } });
  ({ secret } = await machine.newSecret());
});

const often = <T>(value: T, arbitrary: fc.Arbitrary<T>, weight = 4) =>
  fc.oneof({ arbitrary: fc.constant(value), weight }, { arbitrary, weight: 1 });

const nested = JSON.parse(`${'['.repeat(2_500)}${']'.repeat(2_500)}`);
const oddValue = fc.oneof(
  fc.constantFrom(null, true, '', '\0', '\ud800', [], {}, nested, `${ENTRA.issuer}/`, ['a', ['b']], 'x'.repeat(3_000)),
  fc.constantFrom(1e308, -1e308, -1, 0.5, Number.MIN_VALUE, '9'.repeat(30), 253_402_300_800_000),
  fc.jsonValue(),
);
const oddClaims = fc.dictionary(
  fc.constantFrom('iss', 'sub', 'aud', 'exp', 'iat', 'nbf', 'jti', 'uti', 'tid', '__proto__'),
  oddValue,
  { maxKeys: 2 },
);
const oddHeader = fc.dictionary(
  fc.constantFrom('alg', 'kid', 'typ', 'b64', 'crit', 'jwk', 'x5c', 'jku', 'zip', 'p2c'),
  fc.oneof(oddValue, fc.constantFrom('none', 'HS256', 'ES256', 'ES256K', 'RS1', 'ed25519')),
  { maxKeys: 2 },
);
const oddText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\0', '__proto__', 'x'.repeat(20_000)));

/** What is wrong with a request, if anything is. */
const plan = fc.record({
  way: fc.constantFrom('secret', 'assertion', 'assertion', 'grant', 'all'),
  isEntra: fc.boolean(),
  isSigned: fc.boolean(),
  claims: oddClaims,
  header: oddHeader,
  signature: fc.constantFrom('', 'AAAA', 'A'.repeat(86), '=', '\0'),
  grant: often('client_credentials', oddText),
  clientId: fc.option(fc.oneof(fc.constant('own'), fc.constant('own'), oddText)),
  secret: fc.option(oddText, { freq: 1 }),
  more: fc.dictionary(fc.constantFrom('scope', 'token', '__proto__', 'constructor', '\0', 'x[]'), oddText, {
    maxKeys: 2,
  }),
  twice: often('', fc.constantFrom('&client_id=a', '&client%5fid=a', '&grant_type', '&%', '&%ff=%c0%80')),
  authorization: often(
    '',
    fc.oneof(
      fc.base64String().map((text) => `Basic ${text}`),
      fc.constantFrom('Basic', 'x'),
    ),
  ),
  type: often(
    'application/x-www-form-urlencoded',
    fc.constantFrom('application/x-www-form-urlencoded; charset=utf-16', 'multipart/form-data', 'a/b;;'),
    9,
  ),
  path: often('token', fc.constantFrom('revoke', 'revoke', 'token/', 'token?client_id=%00&grant_type=x', 'token%')),
});
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');

async function assertionOf({ isEntra, isSigned, claims, header, signature }: Plan): Promise<string> {
  const all = { ...(isEntra ? entraClaims() : ownClaims(machine, { exp: inSeconds(300) })), ...claims };
  if (!isSigned) return `${encoded({ alg: 'ES256', ...header })}.${encoded(all)}.${signature}`;
  // The library signs no claims of odd types: signed as text.
  return new CompactSign(Buffer.from(JSON.stringify(all)))
    .setProtectedHeader({ alg: 'ES256', kid: 'key-ES256' })
    .sign(signer.privateKey);
}

/** Whether a token may be given: no odd value can be what is pinned, or a time to come. */
function isProof({ way, secret: claimed, isSigned, isEntra, claims }: Plan): boolean {
  if (way === 'secret') return claimed === null;
  const pinned = ['iss', 'sub', 'aud', 'exp', ...(isEntra ? ['tid'] : [])];
  return way !== 'all' && isSigned && pinned.every((name) => !Object.hasOwn(claims, name));
}

async function send(from: Plan) {
  const { way, clientId, authorization } = from;
  const form: Record<string, string> = { grant_type: way === 'grant' ? JWT_BEARER : from.grant, ...from.more };
  if (clientId !== null) form['client_id'] = clientId === 'own' ? machine.clientId : clientId;
  if (way === 'secret' || way === 'all') form['client_secret'] = from.secret ?? secret;
  if (way === 'assertion' || way === 'all') {
    form['client_assertion_type'] = ASSERTION_TYPE;
    form['client_assertion'] = await assertionOf(from);
  }
  if (way === 'grant' || way === 'all') form['assertion'] = await assertionOf(from);
  const headers = { 'content-type': from.type, ...(authorization === '' ? {} : { authorization }) };
  const body = `${new URLSearchParams(form).toString()}${from.twice}`;
  return postForm(`${service.baseUrl}/scim/oauth/${from.path}`, body, headers);
}

describe('SEC-S05 whatever a client sends', () => {
  it('is answered, never with a fault of ours, never to be kept, and a token only for what proves something', async () => {
    const plans = fc.sample(plan, { seed: SEED, numRuns: REQUESTS });
    const seen = new Map<string, number>();
    const faults = () => service.log.filter((line) => line.includes('unexpected error')).length;
    const before = faults();
    for (let start = 0; start < plans.length; start += AT_ONCE) {
      await Promise.all(
        plans.slice(start, start + AT_ONCE).map(async (each) => {
          const { status, headers, body } = await send(each);
          const shown = `${status} ${JSON.stringify(body)} for ${JSON.stringify(each).slice(0, 2_000)}`;
          expect([200, 400, 401, 404, 413].includes(status), shown).toBe(true);
          expect(status !== 200 || isProof(each), shown).toBe(true);
          expect(headers.get('cache-control'), shown).toBe('no-store');
          seen.set(`${status}`, (seen.get(`${status}`) ?? 0) + 1);
        }),
      );
    }
    // The plans reach far enough to mean something.
    for (const status of ['200', '400', '401']) expect(seen.get(status), status).toBeGreaterThan(15);
    expect(faults()).toBe(before);
  });
});
