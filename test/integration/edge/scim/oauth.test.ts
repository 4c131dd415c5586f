import { once } from 'node:events';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { freshDatabase, sharedService, startService, type TestService } from '../../../support/building.ts';
import {
  apiOf,
  newDirectory,
  newUser,
  type Reply,
  send,
  type TestDirectory,
  userBody,
} from '../../../support/clients.ts';
import {
  ASSERTION_TYPE,
  asClient,
  basic,
  ENTRA,
  entraClaims,
  type FormFields,
  JWT_BEARER,
  type Machine,
  newMachine,
  newSigner,
  ownClaims,
  postForm,
  type Signer,
} from '../../../support/machines.ts';

let service: TestService;
let api: ReturnType<typeof apiOf>;
let directory: TestDirectory;
let stranger: TestDirectory;
let machine: Machine;
let secret: string;
let issuer: Signer;
const signers = new Map<string, Signer>();
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

beforeAll(async () => {
  ({ service } = await sharedService());
  api = apiOf(service);
  [directory, stranger] = [await newDirectory(service), await newDirectory(service)];
  machine = await newMachine(service, directory);
  ({ secret } = await machine.newSecret());
  for (const alg of ALGORITHMS) signers.set(alg, await newSigner(alg));
  issuer = await newSigner('RS256', 'entra');
});

/** Every key at once would be one more than a client may have. */
async function withKey(alg: string): Promise<{ of: Machine; signer: Signer }> {
  const of = await newMachine(service, directory);
  const signer = signers.get(alg) ?? expect.fail(alg);
  expect((await of.credential({ kind: 'key', jwk: signer.jwk })).status).toBe(201);
  return { of, signer };
}

async function withFederation(more: object = {}): Promise<Machine> {
  const of = await newMachine(service, directory);
  const { status } = await of.credential({ ...ENTRA, jwks: { keys: [issuer.jwk] }, ...more });
  expect(status).toBe(201);
  return of;
}

/** A token that reads and writes in its directory and is nothing in another. */
async function expectToken({ status, body, headers }: Reply): Promise<void> {
  expect([status, body]).toEqual([
    200,
    {
      access_token: expect.stringMatching(/^drawbridge_scim_[a-z0-9]{12}_[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: 3_600,
    },
  ]);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('pragma')).toBe('no-cache');
  const token = body.access_token;
  const user = await newUser(
    { ...directory, scim: (path, more) => directory.scim(path, { ...more, token }) },
    `${token.slice(-12)}@oauth.example`,
  );
  expect((await directory.scim(`/Users/${user.id}`, { token })).body).toEqual(user);
  expect((await stranger.scim('/Users', { token })).status).toBe(401);
}

describe('scim.md §8.13 a token', () => {
  it('scim.md §8.13 by a secret in HTTP Basic, form-encoded (RFC 6749 §2.3.1)', async () => {
    await expectToken(await machine.fetch({}, basic(machine.clientId, secret)));
    const percent = (text: string) => text.replace(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`);
    const encoded = Buffer.from(`${percent(machine.clientId)}:${percent(secret)}`).toString('base64');
    await expectToken(await machine.fetch({}, { authorization: `basic ${encoded}` }));
    await expectToken(await machine.fetch({ client_id: machine.clientId }, basic(machine.clientId, secret)));
  });

  it('scim.md §8.13 by a secret in the form, whatever scope is asked for', async () => {
    await expectToken(await machine.fetch({ client_id: machine.clientId, client_secret: secret }));
    const scoped = { client_id: machine.clientId, client_secret: secret, scope: 'scim api://x/.default' };
    await expectToken(await machine.fetch(scoped));
  });

  it.each(ALGORITHMS)('scim.md §8.13 by private_key_jwt with %s', async (alg) => {
    const { of, signer } = await withKey(alg);
    await expectToken(await of.fetch(asClient(of, await signer.sign(ownClaims(of)))));
  });

  it('scim.md §8.13 by private_key_jwt for the issuer, for a list of one, and without client_id', async () => {
    const { of, signer } = await withKey('ES256');
    for (const aud of [`${service.baseUrl}/scim/oauth`, [of.tokenUrl]]) {
      await expectToken(await of.fetch(asClient(of, await signer.sign(ownClaims(of, { aud })))));
    }
    const { client_id: _, ...unnamed } = asClient(of, await signer.sign(ownClaims(of)));
    await expectToken(await of.fetch(unnamed as FormFields));
  });

  it('scim.md §8.13 MS Logic App "federated credentials": by an assertion as Entra ID sends it', async () => {
    const of = await withFederation();
    const client_assertion = await issuer.sign(entraClaims());
    const form = {
      grant_type: 'client_credentials',
      client_id: of.clientId,
      client_assertion_type: ASSERTION_TYPE,
      client_assertion,
      scope: `${ENTRA.audience}/.default`,
    };
    await expectToken(await of.fetch(form));
  });

  it('scim.md §8.13 by the grant of RFC 7523 §2.1, with an issuer’s assertion and with one of its own', async () => {
    const federated = await withFederation();
    const assertion = await issuer.sign(entraClaims());
    await expectToken(await federated.fetch({ grant_type: JWT_BEARER, client_id: federated.clientId, assertion }));
    const { of, signer } = await withKey('RS256');
    await expectToken(await of.fetch({ grant_type: JWT_BEARER, assertion: await signer.sign(ownClaims(of)) }));
  });

  it('scim.md §8.13 of a read-only client reads, and is refused with 403 what it writes', async () => {
    const reader = await newMachine(service, directory, { access: 'read_only' });
    const token = await reader.tokenBy((await reader.newSecret()).secret);
    expect((await directory.scim('/Users', { token })).status).toBe(200);
    const write = { method: 'POST', body: userBody('reader@oauth.example'), token };
    expect((await directory.scim('/Users', write)).status).toBe(403);
  });

  it('SEC-R27 is 401 after its 60 minutes', async () => {
    const token = await machine.tokenBy(secret);
    expect((await directory.scim('/Users', { token })).status).toBe(200);
    const fresh = await machine.tokenBy(secret);
    await service.database.changeAs(directory.organizationId, (tx) =>
      tx.models.directoryToken.updateMany({
        where: { clientId: machine.id },
        data: { expiresAt: new Date(Date.now() - 1) },
      }),
    );
    expect((await directory.scim('/Users', { token: fresh })).status).toBe(401);
  });

  it('is no token of the operators: it takes none of their places, and is not in their list', async () => {
    const path = `/organizations/${directory.organizationId}/directories/${directory.directoryId}/tokens`;
    await machine.tokenBy(secret);
    const second = await api.post(path, {});
    expect(second.status).toBe(201);
    expect((await api.get(path)).body.tokens).toHaveLength(2);
    expect((await api.delete(`${path}/${second.body.id}`)).status).toBe(204);
  });
});

describe('scim.md §8.13 secrets', () => {
  it('scim.md §8.13 several count at once, a sixth is 409, and a revoked one makes room', async () => {
    const of = await newMachine(service, directory);
    const secrets = [];
    for (let n = 0; n < 5; n += 1) secrets.push(await of.newSecret());
    for (const each of secrets) await of.tokenBy(each.secret);
    expect((await of.credential({ kind: 'secret' })).status).toBe(409);
    expect((await api.delete(`${of.path}/credentials/${secrets[0]?.id}`)).status).toBe(204);
    await of.tokenBy((await of.newSecret()).secret);
    for (const each of secrets.slice(1)) await of.tokenBy(each.secret);
  });

  it('20 at once leave five', async () => {
    const of = await newMachine(service, directory);
    const made = await Promise.all(Array.from({ length: 20 }, () => of.credential({ kind: 'secret' })));
    expect(made.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(made.filter(({ status }) => status === 409)).toHaveLength(15);
  });

  it('live 365 days, or as long as is said, three years at most', async () => {
    const of = await newMachine(service, directory);
    const days = async (wanted: object) => {
      const { body } = await of.credential({ kind: 'secret', ...wanted });
      return (Date.parse(body.expiresAt) - Date.parse(body.createdAt)) / 86_400_000;
    };
    expect([await days({}), await days({ expiresInDays: 1 }), await days({ expiresInDays: 1_095 })]).toEqual([
      365, 1, 1_095,
    ]);
    for (const expiresInDays of [0, 1_096, 1.5, '1'])
      expect((await of.credential({ kind: 'secret', expiresInDays })).status).toBe(422);
  });

  it('SEC §4.8 are shown once, kept as a hash, and look like what secret scanners look for', async () => {
    const of = await newMachine(service, directory);
    const made = await of.credential({ kind: 'secret' });
    expect(made.body).toMatchObject({
      kind: 'secret',
      secret: expect.stringMatching(/^drawbridge_client_[a-z0-9]{12}_[\w-]{43}$/),
    });
    const shown = await api.get(of.path);
    const { secret: _, ...rest } = made.body;
    expect(shown.body.credentials).toEqual([rest]);
    expect(shown.text).not.toContain('drawbridge_client_');
  });

  it('do not open the SCIM door, nor tokens the token endpoint', async () => {
    expect((await directory.scim('/Users', { token: secret })).status).toBe(401);
    const token = await machine.tokenBy(secret);
    expect((await machine.fetch({ client_id: machine.clientId, client_secret: token })).status).toBe(401);
  });

  it('tell when they were last used', async () => {
    const of = await newMachine(service, directory);
    const made = await of.newSecret();
    await of.tokenBy(made.secret);
    const { body } = await api.get(of.path);
    expect(Date.parse(body.credentials[0].lastUsedAt)).toBeGreaterThanOrEqual(
      Date.parse(body.credentials[0].createdAt),
    );
  });
});

describe('clients', () => {
  it('are made, listed, read and revoked; revoked again is 204', async () => {
    const own = await newDirectory(service);
    const of = await newMachine(service, own, { name: 'Entra', access: 'read_only' });
    const path = of.path.replace(/\/[^/]+$/, '');
    const expected = {
      id: of.id,
      clientId: expect.stringMatching(/^[a-z0-9]{12}$/),
      name: 'Entra',
      access: 'read_only',
      tokenUrl: `${service.baseUrl}/scim/oauth/token`,
      createdAt: expect.any(String),
      revokedAt: null,
    };
    expect((await api.get(path)).body).toEqual({ clients: [{ ...expected, credentials: [] }] });
    expect((await api.get(of.path)).body).toEqual({ ...expected, credentials: [] });
    expect([(await api.delete(of.path)).status, (await api.delete(of.path)).status]).toEqual([204, 204]);
    expect((await api.get(of.path)).body.revokedAt).toEqual(expect.any(String));
    expect((await of.credential({ kind: 'secret' })).status).toBe(404);
  });

  it('are unknown by other ids, and below other directories', async () => {
    const sibling = await newDirectory(service, directory.organizationId);
    for (const path of [
      machine.path.replace(directory.directoryId, sibling.directoryId),
      machine.path.replace(machine.id, 'x'),
    ]) {
      const replies = [
        await api.get(path),
        await api.delete(path),
        await api.post(`${path}/credentials`, { kind: 'secret' }),
      ];
      expect(replies.map(({ status }) => status)).toEqual([404, 404, 404]);
    }
    const none = `${machine.path}/credentials/${machine.id}`;
    expect([(await api.delete(none)).status, (await api.patch(none, { jwk: {} })).status]).toEqual([404, 404]);
  });

  it('tell what happened to them in events, with no secret in it', async () => {
    const of = await newMachine(service, directory);
    const made = await of.newSecret();
    const token = await of.tokenBy(made.secret);
    const key = await of.credential({ kind: 'key', jwk: signers.get('ES256')?.jwk });
    await api.patch(`${of.path}/credentials/${key.body.id}`, { jwk: signers.get('EdDSA')?.jwk });
    await postForm(`${service.baseUrl}/scim/oauth/revoke`, {
      client_id: of.clientId,
      client_secret: made.secret,
      token,
    });
    await api.delete(`${of.path}/credentials/${made.id}`);
    await api.delete(of.path);
    const { rows, details } = await service.database.readAs(directory.organizationId, async (tx) => ({
      rows: await tx.models.event.findMany({ orderBy: { sequence: 'asc' } }),
      details: await tx.models.eventDetail.findMany({}),
    }));
    const own = rows.filter(({ subjectId, actorId }) => subjectId === of.id || actorId === of.id);
    expect(own.map(({ type, subjectKind, actorKind }) => `${type} ${subjectKind} ${actorKind}`)).toEqual([
      'directory_client.created directory_client operator',
      'directory_client.updated directory_client operator',
      'access_token.created access_token scim_client',
      'directory_client.updated directory_client operator',
      'directory_client.updated directory_client operator',
      'access_token.revoked access_token scim_client',
      'directory_client.credential_revoked directory_client operator',
      'directory_client.revoked directory_client operator',
    ]);
    const written = JSON.stringify(details);
    for (const hidden of [made.secret, token]) expect(written).not.toContain(hidden.slice(-43));
  });
});

describe('credentials that are refused when they are made', () => {
  const federation = { ...ENTRA, jwksUri: 'https://login.microsoftonline.com/keys' };
  const without = (name: string) => Object.fromEntries(Object.entries(federation).filter(([key]) => key !== name));
  const cases: [string, () => object][] = [
    ['a kind that there is not', () => ({ kind: 'password' })],
    ['a private key', () => ({ kind: 'key', jwk: { ...signers.get('ES256')?.jwk, d: 'AAAA' } })],
    ['a symmetric key', () => ({ kind: 'key', jwk: { kty: 'oct', k: 'AAAA' } })],
    ['no key', () => ({ kind: 'key' })],
    ['an issuer without keys', () => without('jwksUri')],
    ['keys in two ways', () => ({ ...federation, jwks: { keys: [issuer.jwk] } })],
    ['no keys at all in the list', () => ({ ...without('jwksUri'), jwks: { keys: [] } })],
    ['a key in the list that is none', () => ({ ...without('jwksUri'), jwks: { keys: [issuer.jwk, { kty: 'RSA' }] } })],
    ['Entra ID without a tenant', () => without('tenant')],
    ['Entra ID’s issuer of another tenant', () => ({ ...federation, tenant: '00000000-1111-4222-8333-444444444444' })],
    [
      'Entra ID’s issuer of all tenants',
      () => ({ ...federation, issuer: 'https://login.microsoftonline.com/common/v2.0' }),
    ],
    ['an issuer by http', () => ({ ...federation, issuer: 'http://idp.example' })],
    ['no subject', () => without('subject')],
    ['no audience', () => without('audience')],
    ['something else besides', () => ({ ...federation, algorithms: ['none'] })],
    ['an issuer with a NUL', () => ({ ...federation, tenant: undefined, issuer: 'https://idp.example/\0' })],
    ['half of a surrogate pair', () => ({ ...federation, tenant: undefined, issuer: 'https://idp.example/\ud800' })],
    ['keys at an address with a NUL', () => ({ ...federation, jwksUri: 'https://idp.example/\0' })],
    ['a key whose name holds a NUL', () => ({ kind: 'key', jwk: { ...signers.get('ES256')?.jwk, kid: 'a\0' } })],
  ];
  it.each(cases)('%s', async (_title, wanted) => {
    const reply = await machine.credential(wanted());
    expect([reply.status, reply.body.code]).toEqual([422, 'invalid_value']);
    expect(reply.body.detail).toMatch(/\S+ \S+/);
  });

  it.each([
    'http://idp.example/keys',
    'https://127.0.0.1/keys',
    'https://2130706433/keys',
    'https://[::ffff:127.0.0.1]/keys',
    'https://169.254.169.254/keys',
    'https://user:pass@idp.example/keys',
    'https://idp.example:22/keys',
    'file:///etc/passwd',
    'keys',
  ])('SEC-R39 keys at %s', async (jwksUri) => {
    const reply = await machine.credential({ ...federation, jwksUri });
    expect([reply.status, reply.body.field]).toEqual([422, 'jwksUri']);
  });

  it('other keys than the kind has, for a revoked one, and in two ways', async () => {
    const of = await newMachine(service, directory);
    const key = await of.credential({ kind: 'key', jwk: signers.get('ES256')?.jwk });
    const own = await of.newSecret();
    const patch = (id: string, keys: object) => api.patch(`${of.path}/credentials/${id}`, keys);
    const jwk = signers.get('EdDSA')?.jwk;
    expect((await patch(key.body.id, { jwks: { keys: [jwk] } })).status).toBe(422);
    expect((await patch(own.id, { jwk })).status).toBe(422);
    expect((await patch(key.body.id, { jwk, jwksUri: 'https://idp.example/keys' })).status).toBe(422);
    expect((await patch(key.body.id, {})).status).toBe(422);
    await api.delete(`${of.path}/credentials/${key.body.id}`);
    expect((await patch(key.body.id, { jwk })).status).toBe(409);
  });
});

describe('RFC 8414 metadata', () => {
  it('RFC 8414 §3 is the same at both addresses', async () => {
    const [first, second] = await Promise.all(
      ['/.well-known/oauth-authorization-server/scim/oauth', '/scim/oauth/.well-known/oauth-authorization-server'].map(
        (path) => send(`${service.baseUrl}${path}`),
      ),
    );
    expect([first?.status, second?.status]).toEqual([200, 200]);
    expect(first?.text).toBe(second?.text);
    expect(first?.headers.get('content-type')).toMatch(/^application\/json/);
    expect(first?.body).toEqual({
      issuer: `${service.baseUrl}/scim/oauth`,
      token_endpoint: machine.tokenUrl,
      revocation_endpoint: `${service.baseUrl}/scim/oauth/revoke`,
      grant_types_supported: ['client_credentials', JWT_BEARER],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
      revocation_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      revocation_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
    });
  });
});

describe('requests that are none', () => {
  const withSecret = () => ({ client_id: machine.clientId, client_secret: secret });
  const at = (body: string, headers: Record<string, string> = {}) => postForm(machine.tokenUrl, body, headers);
  const grant = 'grant_type=client_credentials';
  const cases: [string, number, string, () => Promise<Reply>][] = [
    [
      'JSON',
      400,
      'invalid_request',
      () =>
        at(JSON.stringify({ ...withSecret(), grant_type: 'client_credentials' }), {
          'content-type': 'application/json',
        }),
    ],
    ['more than 32 KB', 413, 'invalid_request', () => at(`${grant}&x=${'x'.repeat(40_000)}`)],
    ['nothing', 400, 'invalid_request', () => at('')],
    ['a parameter twice', 400, 'invalid_request', () => at(`${grant}&client_id=a&client_id=a`)],
    ['a parameter twice, once empty', 400, 'invalid_request', () => at(`${grant}&grant_type=`)],
    ['an empty grant', 400, 'invalid_request', () => machine.fetch({ ...withSecret(), grant_type: '' })],
    ['another grant', 400, 'unsupported_grant_type', () => machine.fetch({ ...withSecret(), grant_type: 'password' })],
    ['Basic and a secret', 400, 'invalid_request', () => machine.fetch(withSecret(), basic(machine.clientId, secret))],
    [
      'a secret and an assertion',
      400,
      'invalid_request',
      () => machine.fetch({ ...withSecret(), ...asClient(machine, 'a.b.c') }),
    ],
    [
      'Basic and the grant’s assertion',
      400,
      'invalid_request',
      () => machine.fetch({ grant_type: JWT_BEARER, assertion: 'a.b.c' }, basic(machine.clientId, secret)),
    ],
    [
      'Basic for one and client_id of another',
      400,
      'invalid_request',
      () => machine.fetch({ client_id: 'other' }, basic(machine.clientId, secret)),
    ],
    [
      'the grant of assertions without one',
      400,
      'invalid_request',
      () => machine.fetch({ ...withSecret(), grant_type: JWT_BEARER }),
    ],
    [
      'an assertion of another type',
      400,
      'invalid_request',
      () => machine.fetch({ ...asClient(machine, 'a.b.c'), client_assertion_type: 'x' }),
    ],
    ['nobody', 401, 'invalid_client', () => machine.fetch({})],
    ['a name without a proof', 401, 'invalid_client', () => machine.fetch({ client_id: machine.clientId })],
    ['a bearer token', 401, 'invalid_client', () => machine.fetch({}, { authorization: `Bearer ${directory.token}` })],
    ['Basic that is not base64', 401, 'invalid_client', () => machine.fetch({}, { authorization: 'Basic ***' })],
    [
      'Basic that is badly encoded',
      400,
      'invalid_request',
      () => machine.fetch({}, { authorization: `Basic ${btoa('%zz:x')}` }),
    ],
    ['a NUL in a name', 401, 'invalid_client', () => machine.fetch({ client_id: 'a\0b', client_secret: 'x' })],
    [
      'a name that is a client’s but for a NUL',
      401,
      'invalid_client',
      () => machine.fetch({ client_id: `${machine.clientId}\0`, client_secret: secret }),
    ],
  ];
  it.each(cases)('RFC 6749 §5.2 %s is %d %s', async (_title, ...[status, error, request]) => {
    const reply = await request();
    expect([reply.status, reply.body]).toEqual([
      status,
      { error, error_description: expect.stringMatching(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/) },
    ]);
    expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.headers.get('www-authenticate')).toBe(status === 401 ? 'Basic realm="drawbridge"' : null);
  });

  it('parameters in the address are none: they would stand in the logs of others', async () => {
    const query = new URLSearchParams({ grant_type: 'client_credentials', ...withSecret() });
    expect((await postForm(`${machine.tokenUrl}?${query.toString()}`, '')).status).toBe(400);
  });

  it('a body that ends early is no fault of ours', async () => {
    const { hostname, port } = new URL(service.baseUrl);
    const lines = () =>
      service.log.filter((line) => line.includes('"/scim/oauth/token"') && line.includes('"status":400'));
    const faults = () => service.log.filter((line) => line.includes('unexpected error')).length;
    const before = { lines: lines().length, faults: faults() };
    const socket = connect(Number(port), hostname);
    const head = ['POST /scim/oauth/token HTTP/1.1', 'Host: x', 'Content-Length: 100'];
    socket.write([...head, 'Content-Type: application/x-www-form-urlencoded', '', 'grant'].join('\r\n'));
    await once(socket, 'connect');
    setTimeout(() => socket.destroy(), 100);
    await vi.waitFor(() => expect(lines().length).toBeGreaterThan(before.lines), { timeout: 5_000 });
    expect(faults()).toBe(before.faults);
  });

  it('another method is 405, and names the one that there is', async () => {
    for (const [path, allow] of [
      ['/scim/oauth/token', 'POST'],
      ['/scim/oauth/revoke', 'POST'],
      ['/scim/oauth/.well-known/oauth-authorization-server', 'GET'],
    ]) {
      const { status, headers, body } = await send(`${service.baseUrl}${path}`, {
        method: allow === 'GET' ? 'POST' : 'GET',
      });
      expect([status, headers.get('allow'), body.error]).toEqual([405, allow, 'invalid_request']);
    }
  });
});

describe('rates', () => {
  it('scim.md §2 the 25 requests of a second always pass, whoever guesses at secrets; beyond the limit it is 429 with whole seconds', async () => {
    const database = await freshDatabase();
    const limited = await startService(database.location, { scimRequestsPerSecond: 25 });
    try {
      const own = await newDirectory(limited);
      const of = await newMachine(limited, own);
      const form = { client_id: of.clientId, client_secret: (await of.newSecret()).secret };
      const guesses = await Promise.all(
        Array.from({ length: 300 }, () => of.fetch({ client_id: of.clientId, client_secret: 'guessed' })),
      );
      expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([401, 429]));
      const first = await Promise.all(Array.from({ length: 25 }, () => of.fetch(form)));
      expect(first.map(({ status }) => status)).toEqual(Array(25).fill(200));
      const other = await newMachine(limited, await newDirectory(limited));
      const { secret: othersSecret } = await other.newSecret();
      /** A flood, and in the middle of it somebody whom it may not touch. */
      const flood = async (fields: FormFields) => {
        const half = () => Array.from({ length: 150 }, () => of.fetch(fields));
        const before = half();
        const untouched = other.tokenBy(othersSecret);
        const replies = await Promise.all([...before, ...half()]);
        await untouched;
        return replies;
      };
      const own429 = (await flood(form)).filter(({ status }) => status !== 200);
      expect(own429.length).toBeGreaterThan(0);
      for (const { status, headers, body } of own429) {
        expect([status, body.error]).toEqual([429, 'temporarily_unavailable']);
        expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
      }
      const provisioning = await Promise.all(Array.from({ length: 25 }, () => own.scim('/Users?count=0')));
      expect(provisioning.map(({ status }) => status)).toEqual(Array(25).fill(200));
      const strangers = await flood({ client_id: 'nobody', client_secret: 'x' });
      expect(new Set(strangers.map(({ status }) => status))).toEqual(new Set([401, 429]));
    } finally {
      await limited.stop();
      await database.drop();
    }
  });
});
