import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportSPKI, importJWK, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ScimRequestView } from '../../../../src/core/scim-requests/scim-request.ts';
import { freshDatabase, startService, type TestDatabase, type TestService } from '../../../support/building.ts';
import { apiOf, newDirectory, type Reply, type TestDirectory } from '../../../support/clients.ts';
import {
  asClient,
  ENTRA,
  entraClaims,
  type FormFields,
  inSeconds,
  JWT_BEARER,
  type Machine,
  newMachine,
  newSigner,
  ownClaims,
  type Signer,
} from '../../../support/machines.ts';

let database: TestDatabase;
let service: TestService;
let api: ReturnType<typeof apiOf>;
/** The client's own key, its issuer's, and those of nobody. */
let own: Signer;
let issuer: Signer;
let stranger: Signer;
let strangersRsa: Signer;
beforeAll(async () => {
  database = await freshDatabase();
  // The keys of issuers come from a server of this test.
  service = await startService(database.location, { allowedPrivateNetworks: ['127.0.0.0/8'] });
  api = apiOf(service);
  own = await newSigner('ES256', 'own');
  issuer = await newSigner('RS256', 'entra');
  stranger = await newSigner('ES256', 'own');
  strangersRsa = await newSigner('RS256', 'entra');
});
afterAll(async () => {
  await service.stop();
  await database.drop();
});

const REFUSED = {
  error: 'invalid_client',
  error_description:
    'The client could not be authenticated. The reason is in the log of requests of its directory, where there is such a client.',
};

/** A client with a key of its own and a federation, in a directory of its own. */
type Scene = { readonly directory: TestDirectory; readonly machine: Machine; readonly federation: string };

async function newScene(): Promise<Scene> {
  const directory = await newDirectory(service);
  const machine = await newMachine(service, directory);
  await machine.credential({ kind: 'key', jwk: own.jwk });
  const { body } = await machine.credential({ ...ENTRA, jwks: { keys: [issuer.jwk] } });
  return { directory, machine, federation: body.id };
}

/** What the directory's own record says of a request. */
async function recorded(
  { organizationId, directoryId }: TestDirectory,
  reply: Reply | string,
): Promise<ScimRequestView> {
  const path = `/organizations/${organizationId}/directories/${directoryId}/requests?limit=200`;
  const requestId = typeof reply === 'string' ? reply : reply.headers.get('x-request-id');
  return vi.waitFor(
    async () => {
      const { body } = await api.get(path);
      return body.requests.find(({ id }: ScimRequestView) => id === requestId) ?? expect.fail('not recorded yet');
    },
    { timeout: 5_000, interval: 100 },
  );
}

const unsigned = (header: object, claims: object, signature = '') =>
  [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') + `.${signature}`;

/** Signed with HMAC, whose secret is what everybody may know: the public key. */
async function confused(claims: Record<string, unknown>): Promise<string> {
  const key = await importJWK({ ...issuer.jwk, alg: 'RS256' }, 'RS256', { extractable: true });
  const secret = new TextEncoder().encode(await exportSPKI(key as CryptoKey));
  return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'entra' }).sign(secret);
}

const hour = 3_600;
const tampered = (jwt: string, claims: object) => {
  const [header, , signature] = jwt.split('.');
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
};

/** One thing wrong in each, and the reason that is recorded. */
const evil: [string, string, (scene: Scene) => Promise<string> | string][] = [
  ['own: another key under its name', 'signature_wrong', ({ machine }) => stranger.sign(ownClaims(machine))],
  ['own: a key of another name', 'key_unknown', ({ machine }) => own.sign(ownClaims(machine), { kid: 'other' })],
  [
    'own: a key that it brings itself',
    'signature_wrong',
    ({ machine }) => stranger.sign(ownClaims(machine), { jwk: stranger.jwk }),
  ],
  [
    'own: claims that were changed',
    'signature_wrong',
    async ({ machine }) => tampered(await own.sign(ownClaims(machine)), ownClaims(machine)),
  ],
  [
    'own: a key for another algorithm',
    'algorithm_refused',
    ({ machine }) => strangersRsa.sign(ownClaims(machine), { kid: 'own' }),
  ],
  ['own: alg none', 'algorithm_refused', ({ machine }) => unsigned({ alg: 'none' }, ownClaims(machine))],
  ['own: another issuer', 'issuer_wrong', ({ machine }) => own.sign(ownClaims(machine, { iss: 'somebody' }))],
  ['own: no issuer', 'issuer_wrong', ({ machine }) => own.sign(ownClaims(machine, { iss: undefined }))],
  ['own: another subject', 'subject_wrong', ({ machine }) => own.sign(ownClaims(machine, { sub: 'somebody' }))],
  [
    'own: another audience',
    'audience_wrong',
    ({ machine }) => own.sign(ownClaims(machine, { aud: 'https://evil.example' })),
  ],
  [
    'own: two audiences',
    'audience_wrong',
    ({ machine }) => own.sign(ownClaims(machine, { aud: [machine.tokenUrl, 'https://evil.example'] })),
  ],
  ['own: no audience', 'audience_wrong', ({ machine }) => own.sign(ownClaims(machine, { aud: [] }))],
  ['own: expired', 'expired', ({ machine }) => own.sign(ownClaims(machine, { exp: inSeconds(-120) }))],
  ['own: no expiry', 'assertion_malformed', ({ machine }) => own.sign(ownClaims(machine, { exp: undefined }))],
  [
    'own: an expiry that is no number',
    'assertion_malformed',
    ({ machine }) => unsigned({ alg: 'ES256' }, ownClaims(machine, { exp: '9999999999' }), 'AAAA'),
  ],
  [
    'own: issued in the future',
    'not_yet_valid',
    ({ machine }) => own.sign(ownClaims(machine, { iat: inSeconds(120) })),
  ],
  ['own: valid in the future', 'not_yet_valid', ({ machine }) => own.sign(ownClaims(machine, { nbf: inSeconds(120) }))],
  ['own: two hours', 'lifetime_too_long', ({ machine }) => own.sign(ownClaims(machine, { exp: inSeconds(2 * hour) }))],
  [
    'own: something critical',
    'assertion_malformed',
    async ({ machine }) => unsigned({ alg: 'ES256', crit: ['exp'] }, ownClaims(machine), 'AAAA'),
  ],
  ['own: no JWT', 'assertion_malformed', () => 'a.b.c'],
  [
    'own: more than 8 KB',
    'assertion_malformed',
    ({ machine }) => own.sign(ownClaims(machine, { more: 'x'.repeat(9_000) })),
  ],
  ['Entra ID: another key', 'signature_wrong', () => strangersRsa.sign(entraClaims())],
  ['Entra ID: a key of another name', 'key_unknown', () => issuer.sign(entraClaims(), { kid: 'other' })],
  ['Entra ID: alg none', 'algorithm_refused', () => unsigned({ alg: 'none', kid: 'entra' }, entraClaims())],
  ['Entra ID: HS256 with its public key', 'algorithm_refused', () => confused(entraClaims())],
  [
    'Entra ID: the issuer of another tenant',
    'issuer_wrong',
    () => issuer.sign(entraClaims({ iss: 'https://login.microsoftonline.com/other/v2.0' })),
  ],
  ['Entra ID: another subject', 'subject_wrong', () => issuer.sign(entraClaims({ sub: 'somebody' }))],
  [
    'Entra ID: another audience',
    'audience_wrong',
    () => issuer.sign(entraClaims({ aud: '8adf8e6e-67b2-4cf2-a259-e3dc5476c621' })),
  ],
  [
    'Entra ID: our token endpoint as audience',
    'audience_wrong',
    ({ machine }) => issuer.sign(entraClaims({ aud: machine.tokenUrl })),
  ],
  ['Entra ID: another tenant', 'tenant_wrong', () => issuer.sign(entraClaims({ tid: 'other' }))],
  ['Entra ID: no tenant', 'tenant_wrong', () => issuer.sign(entraClaims({ tid: undefined }))],
  ['Entra ID: expired', 'expired', () => issuer.sign(entraClaims({ exp: inSeconds(-61) }))],
  ['Entra ID: from the future', 'not_yet_valid', () => issuer.sign(entraClaims({ nbf: inSeconds(120) }))],
  ['Entra ID: 25 hours', 'lifetime_too_long', () => issuer.sign(entraClaims({ exp: inSeconds(25 * hour) }))],
];

describe('scim.md §8.13 an assertion that proves nothing', () => {
  it.concurrent.each(evil)(
    'scim.md §8.13 %s is 401, and %s in the directory’s record',
    async (_title, reason, make) => {
      const scene = await newScene();
      const { machine, directory } = scene;
      const jwt = await make(scene);
      const reply = await machine.fetch(asClient(machine, jwt));
      const granted = await machine.fetch({ grant_type: JWT_BEARER, client_id: machine.clientId, assertion: jwt });
      expect([reply.status, reply.body]).toEqual([401, REFUSED]);
      expect([granted.status, granted.body]).toEqual([401, { ...REFUSED, error: 'invalid_grant' }]);
      expect(reply.headers.get('www-authenticate')).toBe('Basic realm="drawbridge"');
      const entry = await recorded(directory, reply);
      expect(entry).toMatchObject({
        method: 'POST',
        path: '/oauth/token',
        status: 401,
        code: 'unauthenticated',
        tokenId: null,
      });
      expect(entry.explanation).toMatch(new RegExp(`^The client was not let in \\(${reason}\\): .+\\. \\S.*\\.$`));
      expect(entry.requestBody).not.toContain(jwt.slice(0, 20));
    },
  );

  it('scim.md §8.13 of another client, of another organization too, is 401 here, and does for nobody else', async () => {
    const [ours, theirs] = [await newScene(), await newScene()];
    const foreign = await own.sign(ownClaims(theirs.machine));
    const reply = await ours.machine.fetch(asClient(ours.machine, foreign));
    expect([reply.status, reply.body]).toEqual([401, REFUSED]);
    expect((await recorded(ours.directory, reply)).explanation).toContain('(issuer_wrong)');
    const sibling = await newMachine(service, ours.directory);
    await sibling.credential({ kind: 'key', jwk: own.jwk });
    const stolen = await sibling.fetch(asClient(sibling, await own.sign(ownClaims(ours.machine))));
    expect([stolen.status, stolen.body]).toEqual([401, REFUSED]);
    expect((await theirs.machine.fetch(asClient(theirs.machine, foreign))).status).toBe(200);
  });

  it('scim.md §8.13 tells what it says and what it should say, cut and without secrets', async () => {
    const { machine, directory } = await newScene();
    const aud = `drawbridge_client_abcdefgh2345_${'x'.repeat(43)} ${'y'.repeat(1_000)}`;
    const reply = await machine.fetch(asClient(machine, await issuer.sign(entraClaims({ aud }))));
    const { explanation } = await recorded(directory, reply);
    expect(explanation).toContain(`should say "${ENTRA.audience}".`);
    expect(explanation).not.toContain('drawbridge_client_');
    expect(explanation?.length).toBeLessThan(900);
  });
});

describe('scim.md §8.13 nobody learns which clients there are', () => {
  it('unknown client, wrong, expired and revoked secret, revoked client: one answer, each its reason', async () => {
    const { machine, directory } = await newScene();
    const [expired, revoked, live] = [await machine.newSecret(), await machine.newSecret(), await machine.newSecret()];
    await service.database.changeAs(directory.organizationId, (tx) =>
      tx.models.directoryClientCredential.updateMany({ where: { id: expired.id }, data: { expiresAt: new Date(1) } }),
    );
    await api.delete(`${machine.path}/credentials/${revoked.id}`);
    const fetch = (client_secret: string, client_id = machine.clientId) => machine.fetch({ client_id, client_secret });
    const replies: [string, Reply][] = [
      ['secret_wrong', await fetch('guessed')],
      ['secret_wrong', await fetch(`${live.secret.slice(0, -1)}${live.secret.endsWith('A') ? 'B' : 'A'}`)],
      ['secret_expired', await fetch(expired.secret)],
      ['secret_revoked', await fetch(revoked.secret)],
    ];
    const unknown = [await fetch(live.secret, 'abcdefghijkm'), await fetch(live.secret, '__proto__')];
    const named = await machine.fetch({
      ...asClient(machine, await own.sign(ownClaims(machine))),
      client_id: 'abcdefghijkm',
    });
    expect((await fetch(live.secret)).status).toBe(200);
    await api.delete(machine.path);
    replies.push(['client_revoked', await fetch(live.secret)]);
    for (const reply of [...replies.map(([, each]) => each), ...unknown, named]) {
      expect([reply.status, reply.body]).toEqual([401, REFUSED]);
    }
    for (const [reason, reply] of replies) {
      expect((await recorded(directory, reply)).explanation).toContain(`(${reason})`);
    }
    const lines = service.log.map((line) => JSON.parse(line)).filter(({ reason }) => reason === 'unknown_client');
    expect(lines.map(({ requestId }) => requestId)).toEqual(
      expect.arrayContaining([...unknown, named].map(({ headers }) => headers.get('x-request-id'))),
    );
  });
});

describe('scim.md §8.13 an assertion counts once', () => {
  const twice = async (scene: Scene, jwt: string, again = jwt) => {
    const form = (assertion: string): FormFields => asClient(scene.machine, assertion);
    return [await scene.machine.fetch(form(jwt)), await scene.machine.fetch(form(again))] as const;
  };

  it.each([
    ['with a jti', (machine: Machine) => own.sign(ownClaims(machine))],
    ['without one', (machine: Machine) => own.sign(ownClaims(machine, { jti: undefined }))],
    ['with Entra ID’s uti', () => issuer.sign(entraClaims())],
  ])('%s; the second time is replayed', async (_title, make) => {
    const scene = await newScene();
    const [first, second] = await twice(scene, await make(scene.machine));
    expect([first.status, second.status, second.body]).toEqual([200, 401, REFUSED]);
    expect((await recorded(scene.directory, second)).explanation).toContain('(replayed)');
    const { body } = first;
    expect((await scene.directory.scim('/Users', { token: body.access_token })).status).toBe(200);
  });

  it('and who only repeats it leaves no event: the list of events would have no end', async () => {
    const { directory, machine } = await newScene();
    const jwt = await own.sign(ownClaims(machine));
    for (let n = 0; n < 4; n += 1) await machine.fetch(asClient(machine, jwt));
    const events = await service.database.readAs(directory.organizationId, (tx) => tx.models.event.findMany({}));
    const types = events.map(({ type }) => type).filter((type) => type.startsWith('access_token'));
    expect(types).toEqual(['access_token.created']);
  });

  it('under another signature over the same claims, which EC keys allow', async () => {
    const scene = await newScene();
    const jwt = await own.sign(ownClaims(scene.machine, { jti: undefined }));
    const [header, claims, signature = ''] = jwt.split('.');
    const bytes = Buffer.from(signature, 'base64url');
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const s = order - BigInt(`0x${bytes.subarray(32).toString('hex')}`);
    const other = Buffer.concat([bytes.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
    const [first, second] = await twice(scene, jwt, [header, claims, other.toString('base64url')].join('.'));
    expect([first.status, second.status]).toEqual([200, 401]);
    expect((await recorded(scene.directory, second)).explanation).toContain('(replayed)');
  });

  it('with the same jti in another assertion; with another jti it is another', async () => {
    const scene = await newScene();
    const claims = ownClaims(scene.machine);
    const [first, second] = await twice(
      scene,
      await own.sign(claims),
      await own.sign({ ...claims, exp: inSeconds(200) }),
    );
    expect([first.status, second.status]).toEqual([200, 401]);
    expect((await scene.machine.fetch(asClient(scene.machine, await own.sign(ownClaims(scene.machine))))).status).toBe(
      200,
    );
  });

  it('two that differ count both, without a jti too', async () => {
    const scene = await newScene();
    const make = (exp: number) => own.sign(ownClaims(scene.machine, { jti: undefined, exp: inSeconds(exp) }));
    const [first, second] = await twice(scene, await make(200), await make(201));
    expect([first.status, second.status]).toEqual([200, 200]);
  });

  it('refused ones were not used', async () => {
    const scene = await newScene();
    const jwt = await own.sign(ownClaims(scene.machine));
    const bad = `${jwt.slice(0, -4)}AAAA`;
    const [first, second] = await twice(scene, bad, jwt);
    expect([first.status, second.status]).toEqual([401, 200]);
  });
});

describe('scim.md §8.13 the keys of an issuer', () => {
  let server: Server;
  let keys: object[] = [];
  let status = 200;
  let jwksUri: string;
  let asked = 0;
  beforeAll(async () => {
    server = createServer((_request, response) => {
      asked += 1;
      const answer = () => response.writeHead(status).end(JSON.stringify({ keys }));
      void gate.then(answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    jwksUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  /** What the server waits for before it answers. */
  let gate = Promise.resolve();

  const withUri = async (path: string) => {
    const directory = await newDirectory(service);
    const machine = await newMachine(service, directory);
    const { body } = await machine.credential({ ...ENTRA, jwksUri: `${jwksUri}${path}` });
    expect(body.jwksUri).toBe(`${jwksUri}${path}`);
    return { directory, machine, credential: `${machine.path}/credentials/${body.id}` };
  };

  it('are fetched from its jwksUri, not for what would not count anyway', async () => {
    [keys, status] = [[issuer.jwk], 200];
    const { machine } = await withUri('/fetched');
    const before = asked;
    const wrong = await issuer.sign(entraClaims({ sub: 'somebody' }));
    expect((await machine.fetch(asClient(machine, wrong))).status).toBe(401);
    expect(asked).toBe(before);
    expect((await machine.fetch(asClient(machine, await issuer.sign(entraClaims())))).status).toBe(200);
    expect((await machine.fetch(asClient(machine, await issuer.sign(entraClaims())))).status).toBe(200);
    expect(asked).toBe(before + 1);
  });

  it('SEC-S05 that cannot be fetched are 503 with Retry-After, and the reason is in the record', async () => {
    status = 500;
    const { machine, directory } = await withUri('/down');
    const jwt = await issuer.sign(entraClaims());
    const reply = await machine.fetch(asClient(machine, jwt));
    expect([reply.status, reply.body.error]).toEqual([503, 'temporarily_unavailable']);
    expect(reply.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(reply.text).not.toContain('127.0.0.1');
    const entry = await recorded(directory, reply);
    expect(entry).toMatchObject({ status: 503, code: 'unavailable' });
    expect(entry.explanation).toContain('(keys_unavailable)');
  });

  it('that cannot be fetched are 503 too where another credential knows that it was not its own', async () => {
    status = 500;
    const { machine } = await withUri('/down-as-well');
    const { kid: _, ...bare } = strangersRsa.jwk;
    await machine.credential({ ...ENTRA, jwks: { keys: [bare] } });
    expect((await machine.fetch(asClient(machine, await issuer.sign(entraClaims())))).status).toBe(503);
  });

  it('that were replaced while the old ones were being fetched give no token', async () => {
    [keys, status] = [[issuer.jwk], 200];
    const { machine, credential } = await withUri('/slow');
    const opened = Promise.withResolvers<void>();
    gate = opened.promise;
    const before = asked;
    const pending = machine.fetch(asClient(machine, await issuer.sign(entraClaims())));
    await vi.waitFor(() => expect(asked).toBe(before + 1), { interval: 5 });
    expect((await api.patch(credential, { jwks: { keys: [strangersRsa.jwk] } })).status).toBe(200);
    opened.resolve();
    expect((await pending).status).toBe(401);
  });

  it('that were replaced count at once, and the old ones no more', async () => {
    [keys, status] = [[strangersRsa.jwk], 200];
    const { machine, federation } = await newScene();
    const path = `${machine.path}/credentials/${federation}`;
    const fetch = async (signer: Signer) =>
      (await machine.fetch(asClient(machine, await signer.sign(entraClaims())))).status;
    expect([await fetch(issuer), await fetch(strangersRsa)]).toEqual([200, 401]);
    const replaced = await api.patch(path, { jwks: { keys: [strangersRsa.jwk] } });
    expect([replaced.status, replaced.body]).toMatchObject([
      200,
      { issuer: ENTRA.issuer, jwks: { keys: [{ kid: 'entra' }] } },
    ]);
    expect([await fetch(issuer), await fetch(strangersRsa)]).toEqual([401, 200]);
    const published = await api.patch(path, { jwksUri: `${jwksUri}/replaced` });
    expect([published.body.jwksUri, published.body.jwks]).toEqual([`${jwksUri}/replaced`, undefined]);
    expect([await fetch(issuer), await fetch(strangersRsa)]).toEqual([401, 200]);
    await api.patch(path, { jwks: { keys: [issuer.jwk] } });
    expect([await fetch(issuer), await fetch(strangersRsa)]).toEqual([200, 401]);
  });
});

describe('SEC-S06 whoever sends slowly', () => {
  afterEach(() => vi.useRealTimers());

  it('gains no time: an assertion that expires while the body comes has expired', async () => {
    const { machine, directory } = await newScene();
    const jwt = await own.sign(ownClaims(machine, { exp: inSeconds(-30) }));
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...asClient(machine, jwt) }).toString();
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
      expect: '100-continue',
    };
    const slow = request(machine.tokenUrl, { method: 'POST', headers });
    slow.flushHeaders();
    // The endpoint has begun to read.
    await once(slow, 'continue');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 50_000 });
    slow.end(body);
    const [response] = (await once(slow, 'response')) as [IncomingMessage];
    response.resume();
    vi.useRealTimers();
    expect(response.statusCode).toBe(401);
    const { explanation } = await recorded(directory, String(response.headers['x-request-id']));
    expect(explanation).toContain('(expired)');
  });
});

describe('the record of a directory', () => {
  it('says of a request what OAuth knows, and where it went, however it was written', async () => {
    const { machine, directory } = await newScene();
    const known = { grant_type: 'client_credentials', client_id: machine.clientId, scope: 'scim' };
    const body = new URLSearchParams({
      ...known,
      client_secret: 'x',
      pem: 'hunter2',
      a: 'b',
    }).toString();
    const { hostname, port } = new URL(service.baseUrl);
    const path = 'http://elsewhere.example/scim/oauth/token/?client_id=hunter2';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const sent = request({ hostname, port, method: 'POST', path, headers });
    sent.end(body);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.resume();
    const entry = await recorded(directory, String(response.headers['x-request-id']));
    expect(entry).toMatchObject({ path: '/oauth/token', status: 401 });
    expect(JSON.parse(entry.requestBody ?? '')).toEqual({ ...known, client_secret: '***' });
  });
});

describe('SEC-R40 secrets', () => {
  it('SEC §4.8 of the token endpoint stand in no log, no event and no record, whoever sends them where', async () => {
    const { machine, directory } = await newScene();
    const { secret } = await machine.newSecret();
    const jwt = await own.sign(ownClaims(machine));
    const token = await machine.tokenBy(secret);
    const fetched = await machine.fetch(asClient(machine, jwt));
    const misplaced = {
      client_id: machine.clientId,
      client_secret: 'x',
      scope: secret,
      username: jwt,
      note: `${secret} ${jwt}`,
    };
    const last = [
      await machine.fetch({ client_id: secret, client_secret: secret }),
      await machine.fetch({ client_id: jwt, client_secret: jwt }),
      await machine.fetch({ ...misplaced, [secret]: 'x' }),
      await machine.fetch(misplaced, {}),
    ];
    await recorded(directory, last.at(-1) ?? expect.fail('nothing was sent'));
    const done = await recorded(directory, fetched);
    expect(done).toMatchObject({ status: 200, answerBody: null, explanation: null, tokenId: expect.any(String) });
    const hidden = [secret, token, fetched.body.access_token].map((each) => each.slice(-43)).concat(jwt.split('.'));
    const written = await service.database.readAs(directory.organizationId, async (tx) => [
      await tx.models.eventDetail.findMany({}),
      await tx.models.scimRequest.findMany({}),
      await tx.models.directoryClientCredential.findMany({}),
      await tx.models.directoryClient.findMany({}),
    ]);
    const text = `${JSON.stringify(written)} ${service.log.join('')} ${last.map((reply) => reply.text).join('')}`;
    expect(text).toContain(machine.id);
    for (const each of hidden) expect(text).not.toContain(each);
  });
});
