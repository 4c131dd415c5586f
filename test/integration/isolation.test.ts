import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  freshDatabase,
  OPERATOR_KEY,
  startService,
  superuserOn,
  type TestDatabase,
  type TestService,
} from '../support/building.ts';
import {
  apiOf,
  newDirectory,
  type Reply,
  type Sending,
  send,
  type TestDirectory,
  userBody,
} from '../support/clients.ts';
import { asClient, type Machine, newMachine, newSigner, ownClaims, type Signer } from '../support/machines.ts';
import { type RouteKey, routesOf } from '../support/routes.ts';

/** One organization with something in every table, all of it marked. */
type Tenant = TestDirectory & {
  readonly marker: string;
  readonly user: { id: string; userName: string };
  /** Holds the user, and a group that is in it. */
  readonly group: { id: string; displayName: string };
  /** Fetches its tokens with a key, and has a secret too. */
  readonly machine: Machine;
  readonly signer: Signer;
  readonly secret: { id: string; secret: string };
  readonly accessToken: string;
};

type Attempt = Sending & { readonly url: string };

let database: TestDatabase;
let service: TestService;
let superuser: Client;
let ours: Tenant;
let theirs: Tenant;

async function newTenant(marker: string): Promise<Tenant> {
  const { body } = await apiOf(service).post('/organizations', {
    name: `${marker} name`,
    slug: `${marker}-slug`,
    administrator: { email: `${marker}@admin.example`, name: `${marker} admin` },
  });
  const directory = await newDirectory(service, body.id);
  const user = (
    await directory.scim('/Users', {
      method: 'POST',
      body: userBody(`${marker}@corp.example`, { externalId: marker, title: marker }),
    })
  ).body;
  const newGroup = async (displayName: string, ...ids: string[]) => {
    const members = ids.map((value) => ({ value }));
    const { body } = await directory.scim('/Groups', { method: 'POST', body: { displayName, members } });
    return body;
  };
  const inner = await newGroup(`${marker} inner group`);
  const { id } = await newGroup(`${marker} group`, user.id, inner.id);
  const [again, group] = [await directory.scim(`/Users/${user.id}`), await directory.scim(`/Groups/${id}`)];
  const machine = await newMachine(service, directory, { name: `${marker} machine` });
  const [signer, secret] = [await newSigner(), await machine.newSecret()];
  await machine.credential({ kind: 'key', jwk: signer.jwk });
  const fetched = await machine.fetch(asClient(machine, await signer.sign(ownClaims(machine))));
  const accessToken = fetched.body.access_token;
  return { ...directory, marker, user: again.body, group: group.body, machine, signer, secret, accessToken };
}

/** Requests are logged once a second, in their order. */
async function everythingIsLogged({ scim: request, organizationId, marker }: Tenant): Promise<void> {
  await request(`/Users?count=0&${marker}`);
  const logged = () =>
    superuser.query('select from scim_requests where organization_id = $1 and path like $2', [
      organizationId,
      `%${marker}`,
    ]);
  await vi.waitFor(async () => expect((await logged()).rowCount).toBe(1), { timeout: 5_000 });
}

beforeAll(async () => {
  database = await freshDatabase();
  service = await startService(database.location);
  superuser = await superuserOn(database);
  [ours, theirs] = [await newTenant('ours'), await newTenant('theirs')];
  await Promise.all([ours, theirs].map(everythingIsLogged));
});
afterAll(async () => {
  await superuser.end();
  await service.stop();
  await database.drop();
});

/** The bodies that an attacker might send to a user's address. */
const hostile = {
  PUT: () => userBody('stolen@corp.example'),
  PATCH: () => ({ Operations: [{ op: 'replace', value: { active: false, title: 'stolen' } }] }),
} as const;

/** The bodies that an attacker might send to a group's address. */
const hostileToGroups = {
  PUT: () => ({ displayName: 'stolen', members: [{ value: ours.user.id }] }),
  PATCH: () => ({ Operations: [{ op: 'add', path: 'members', value: [{ value: ours.user.id }] }] }),
} as const;

/** With our token: a body that names something of theirs, sent to our own address and to theirs. */
function naming(path: string, body: () => object, method = 'POST'): () => Attempt[] {
  return () => [ours, theirs].map(({ base }) => ({ method, url: `${base}${path}`, token: ours.token, body: body() }));
}

/** With our token: their address, and their ids at our own address. */
function scim(method: string, path: string, ids: readonly string[] = []): () => Attempt[] {
  const bodies = path.startsWith('/Groups') ? hostileToGroups : hostile;
  const body = () => bodies[method as keyof typeof bodies]?.();
  return () => [
    { method, url: `${theirs.base}${path.replace(':id', ids[0] ?? '')}`, token: ours.token, body: body() },
    ...ids.map((id) => ({ method, url: `${ours.base}${path.replace(':id', id)}`, token: ours.token, body: body() })),
  ];
}

/** With our token at the management API; and with an operator's key, their ids below our organization. */
function api(method: string, path: string, body?: object): () => Attempt[] {
  return () => {
    const at = (organization: string) =>
      `${service.baseUrl}/api/v1${path
        .replace(':organization', organization)
        .replace(':directory', theirs.directoryId)
        .replace(':token', theirs.tokenId)
        .replace(':client', theirs.machine.id)
        .replace(':credential', theirs.secret.id)
        .replace(':user', theirs.user.id)}`;
    const withOurToken = { method, url: at(theirs.organizationId), token: ours.token, body };
    const hasForeignId = /:directory|:user/.test(path);
    return [withOurToken, ...(hasForeignId ? [{ method, url: at(ours.organizationId), token: 'operator', body }] : [])];
  };
}

/** With our secret: the name of their client, and their token. */
function oauth(path: string, more: () => Record<string, string>): () => Attempt[] {
  return () =>
    [theirs.machine.clientId, ours.machine.clientId].map((client_id) => ({
      method: 'POST',
      url: `${service.baseUrl}/scim/oauth${path}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ client_id, client_secret: ours.secret.secret, ...more() }).toString(),
    }));
}

const all = '/organizations/:organization';

/** What is tried at each route. A route that is not here fails the test. */
const attempts: Readonly<Record<RouteKey, () => Attempt[]>> = {
  'GET /scim/v2/:directory/Users': () => [
    ...scim('GET', '/Users')(),
    { url: `${ours.base}/Users?count=1000`, token: ours.token },
    ...[`id eq "${theirs.user.id}"`, `userName eq "${theirs.user.userName}"`, `externalId eq "${theirs.marker}"`].map(
      (filter) => ({
        url: `${ours.base}/Users?filter=${encodeURIComponent(filter)}`,
        token: ours.token,
      }),
    ),
  ],
  'POST /scim/v2/:directory/Users': () => [
    { method: 'POST', url: `${theirs.base}/Users`, token: ours.token, body: userBody('intruder@corp.example') },
  ],
  'GET /scim/v2/:directory/Users/:id': () => scim('GET', '/Users/:id', [theirs.user.id])(),
  'PUT /scim/v2/:directory/Users/:id': () => scim('PUT', '/Users/:id', [theirs.user.id])(),
  'PATCH /scim/v2/:directory/Users/:id': () => scim('PATCH', '/Users/:id', [theirs.user.id])(),
  'DELETE /scim/v2/:directory/Users/:id': () => scim('DELETE', '/Users/:id', [theirs.user.id])(),
  'POST /scim/v2/:directory/Users/.search': () => [
    ...naming('/Users/.search', () => ({ filter: `id eq "${theirs.user.id}" or userName pr` }))(),
    ...naming('/Users/.search', () => ({ filter: `groups.value eq "${theirs.group.id}"` }))(),
  ],
  'GET /scim/v2/:directory/Groups': () => [
    ...scim('GET', '/Groups')(),
    ...[
      `id eq "${theirs.group.id}"`,
      `displayName eq "${theirs.group.displayName}"`,
      `members eq "${theirs.user.id}"`,
      'displayName pr',
    ].map((filter) => ({ url: `${ours.base}/Groups?filter=${encodeURIComponent(filter)}`, token: ours.token })),
  ],
  'POST /scim/v2/:directory/Groups': () => [
    { method: 'POST', url: `${theirs.base}/Groups`, token: ours.token, body: { displayName: 'intruder' } },
    ...[theirs.user.id, theirs.group.id].map((value) => ({
      method: 'POST',
      url: `${ours.base}/Groups`,
      token: ours.token,
      body: { displayName: 'intruder', members: [{ value }] },
    })),
  ],
  'POST /scim/v2/:directory/Groups/.search': naming('/Groups/.search', () => ({
    filter: `members eq "${theirs.user.id}"`,
  })),
  'GET /scim/v2/:directory/Groups/:id': () => scim('GET', '/Groups/:id', [theirs.group.id])(),
  'PUT /scim/v2/:directory/Groups/:id': () => [
    ...scim('PUT', '/Groups/:id', [theirs.group.id])(),
    ...naming(
      `/Groups/${ours.group.id}`,
      () => ({ displayName: 'ours', members: [{ value: theirs.user.id }] }),
      'PUT',
    )(),
  ],
  'PATCH /scim/v2/:directory/Groups/:id': () => [
    ...scim('PATCH', '/Groups/:id', [theirs.group.id])(),
    ...[theirs.user.id, theirs.group.id].flatMap((value) =>
      naming(
        `/Groups/${ours.group.id}`,
        () => ({ Operations: [{ op: 'add', path: 'members', value: [{ value }] }] }),
        'PATCH',
      )(),
    ),
  ],
  'DELETE /scim/v2/:directory/Groups/:id': () => scim('DELETE', '/Groups/:id', [theirs.group.id])(),
  'GET /scim/v2/:directory': () => [
    ...scim('GET', '')(),
    { url: `${ours.base}?filter=${encodeURIComponent(`id eq "${theirs.user.id}" or id pr`)}`, token: ours.token },
  ],
  'POST /scim/v2/:directory/.search': naming('/.search', () => ({ filter: `id eq "${theirs.group.id}" or id pr` })),
  'POST /scim/v2/:directory/Bulk': naming('/Bulk', () => ({
    Operations: [
      { method: 'DELETE', path: `/Users/${theirs.user.id}` },
      { method: 'DELETE', path: `/Groups/${theirs.group.id}` },
      { method: 'PUT', path: `/Users/${theirs.user.id}`, data: hostile.PUT() },
      { method: 'PATCH', path: `/Users/${theirs.user.id}`, data: hostile.PATCH() },
      { method: 'PUT', path: `/Groups/${theirs.group.id}`, data: hostileToGroups.PUT() },
      { method: 'PATCH', path: `/Groups/${theirs.group.id}`, data: hostileToGroups.PATCH() },
      {
        method: 'PATCH',
        path: `/Groups/${ours.group.id}`,
        data: { Operations: [{ op: 'add', path: 'members', value: [{ value: theirs.user.id }] }] },
      },
    ],
  })),
  'GET /scim/v2/:directory/Me': scim('GET', '/Me'),
  'POST /scim/v2/:directory/Me': scim('POST', '/Me'),
  'PUT /scim/v2/:directory/Me': scim('PUT', '/Me'),
  'PATCH /scim/v2/:directory/Me': scim('PATCH', '/Me'),
  'DELETE /scim/v2/:directory/Me': scim('DELETE', '/Me'),
  'GET /scim/v2/:directory/ServiceProviderConfig': scim('GET', '/ServiceProviderConfig'),
  'GET /scim/v2/:directory/ResourceTypes': scim('GET', '/ResourceTypes'),
  'GET /scim/v2/:directory/ResourceTypes/:id': scim('GET', '/ResourceTypes/User'),
  'GET /scim/v2/:directory/Schemas': scim('GET', '/Schemas'),
  'GET /scim/v2/:directory/Schemas/:id': scim('GET', '/Schemas/urn:ietf:params:scim:schemas:core:2.0:User'),
  'GET /api/v1/openapi.json': () => [{ url: `${service.baseUrl}/api/v1/openapi.json` }],
  'GET /api/v1/event-types': api('GET', '/event-types'),
  'POST /api/v1/organizations': api('POST', '/organizations', { name: 'intruder' }),
  'GET /api/v1/organizations/:organization': api('GET', all),
  'PATCH /api/v1/organizations/:organization': api('PATCH', all, { name: 'stolen' }),
  'DELETE /api/v1/organizations/:organization': api('DELETE', all),
  'POST /api/v1/organizations/:organization/directories': api('POST', `${all}/directories`, {
    name: 'intruder',
    provider: 'okta',
  }),
  'GET /api/v1/organizations/:organization/directories': api('GET', `${all}/directories`),
  'GET /api/v1/organizations/:organization/directories/:directory': api('GET', `${all}/directories/:directory`),
  'DELETE /api/v1/organizations/:organization/directories/:directory': api('DELETE', `${all}/directories/:directory`),
  'POST /api/v1/organizations/:organization/directories/:directory/tokens': api(
    'POST',
    `${all}/directories/:directory/tokens`,
    {},
  ),
  'GET /api/v1/organizations/:organization/directories/:directory/tokens': api(
    'GET',
    `${all}/directories/:directory/tokens`,
  ),
  'DELETE /api/v1/organizations/:organization/directories/:directory/tokens/:token': api(
    'DELETE',
    `${all}/directories/:directory/tokens/:token`,
  ),
  'GET /api/v1/organizations/:organization/directories/:directory/requests': api(
    'GET',
    `${all}/directories/:directory/requests`,
  ),
  'POST /api/v1/organizations/:organization/directories/:directory/clients': api(
    'POST',
    `${all}/directories/:directory/clients`,
    { name: 'intruder' },
  ),
  'GET /api/v1/organizations/:organization/directories/:directory/clients': api(
    'GET',
    `${all}/directories/:directory/clients`,
  ),
  'GET /api/v1/organizations/:organization/directories/:directory/clients/:client': api(
    'GET',
    `${all}/directories/:directory/clients/:client`,
  ),
  'DELETE /api/v1/organizations/:organization/directories/:directory/clients/:client': api(
    'DELETE',
    `${all}/directories/:directory/clients/:client`,
  ),
  'POST /api/v1/organizations/:organization/directories/:directory/clients/:client/credentials': api(
    'POST',
    `${all}/directories/:directory/clients/:client/credentials`,
    { kind: 'secret' },
  ),
  'PATCH /api/v1/organizations/:organization/directories/:directory/clients/:client/credentials/:credential': api(
    'PATCH',
    `${all}/directories/:directory/clients/:client/credentials/:credential`,
    { jwk: {} },
  ),
  'DELETE /api/v1/organizations/:organization/directories/:directory/clients/:client/credentials/:credential': api(
    'DELETE',
    `${all}/directories/:directory/clients/:client/credentials/:credential`,
  ),
  'POST /scim/oauth/token': () => [
    ...oauth('/token', () => ({ grant_type: 'client_credentials' }))().slice(0, 1),
    ...oauth('/token', () => ({ grant_type: 'password', token: theirs.accessToken }))().slice(0, 1),
  ],
  'POST /scim/oauth/revoke': oauth('/revoke', () => ({ token: theirs.accessToken })),
  'GET /scim/oauth/.well-known/oauth-authorization-server': () => [
    { url: `${service.baseUrl}/scim/oauth/.well-known/oauth-authorization-server` },
  ],
  'GET /.well-known/oauth-authorization-server/scim/oauth': () => [
    { url: `${service.baseUrl}/.well-known/oauth-authorization-server/scim/oauth` },
  ],
  'GET /api/v1/organizations/:organization/users': api('GET', `${all}/users`),
  'GET /api/v1/organizations/:organization/users/:user': api('GET', `${all}/users/:user`),
  'POST /api/v1/organizations/:organization/users/:user/deactivate': api('POST', `${all}/users/:user/deactivate`),
  'POST /api/v1/organizations/:organization/users/:user/reactivate': api('POST', `${all}/users/:user/reactivate`),
  'GET /livez': () => [{ url: `${service.baseUrl}/livez` }],
  'GET /readyz': () => [{ url: `${service.baseUrl}/readyz` }],
  'GET /metrics': () => [{ url: `${service.baseUrl}/metrics` }],
};

/**
 * Routes that hold nothing of anybody: they may answer 200 to anybody. Giving back a token is answered alike whosever
 * it is (RFC 7009 §2.2).
 */
const open = new Set<RouteKey>([
  'GET /api/v1/openapi.json',
  'GET /livez',
  'GET /readyz',
  'GET /metrics',
  'GET /scim/oauth/.well-known/oauth-authorization-server',
  'GET /.well-known/oauth-authorization-server/scim/oauth',
  'POST /scim/oauth/revoke',
]);

/** Everything of an organization, table by table, as the superuser sees it. */
async function everythingOf(organizationId: string): Promise<Record<string, unknown[]>> {
  const { rows: tables } = await superuser.query<{ table_name: string; column_name: string }>(
    `select table_name, case table_name when 'organizations' then 'id' else 'organization_id' end as column_name
     from information_schema.columns where table_schema = 'public' and (column_name = 'organization_id' or (table_name = 'organizations' and column_name = 'id'))`,
  );
  const snapshot: Record<string, unknown[]> = {};
  for (const { table_name, column_name } of tables) {
    const { rows } = await superuser.query(
      `select to_jsonb(t) - 'last_used_at' as row from ${table_name} t where ${column_name} = $1 order by 1`,
      [organizationId],
    );
    // Who was not let in is logged where they knocked, and nothing of it but that.
    snapshot[table_name] = rows.filter(({ row }) => table_name !== 'scim_requests' || row.code !== 'unauthenticated');
  }
  return snapshot;
}

/** Whether it is a list, a search or a bulk at our own address: what matters there is what it holds. */
function isOwnList(url: string): boolean {
  const own = url.startsWith(ours.base) ? url.slice(ours.base.length) : undefined;
  return own !== undefined && /^(?:\/Users|\/Groups)?(?:\?|\/\.search$)|^\/Bulk$/.test(own);
}

async function attack({ token, ...attempt }: Attempt): Promise<Reply> {
  if (token !== 'operator') return send(attempt.url, { ...attempt, ...(token ? { token } : {}) });
  return send(attempt.url, { ...attempt, token: OPERATOR_KEY });
}

describe('ROW-S3-39', () => {
  it('ROW-S3-39 there is an attempt for every route that the router knows, and none for routes there are not', () => {
    expect(routesOf(service.building).sort()).toEqual(Object.keys(attempts).sort());
  });

  it('ROW-S3-39 there is something of theirs in every tenant table', async () => {
    const empty = Object.entries(await everythingOf(theirs.organizationId)).filter(([, rows]) => rows.length === 0);
    expect(empty).toEqual([]);
  });

  it('ROW-S3-39 a key of one organization reads, names and changes nothing of another, at any route', async () => {
    const before = await everythingOf(theirs.organizationId);
    for (const [route, attemptsAt] of Object.entries(attempts)) {
      for (const attempt of attemptsAt()) {
        const { status, text, body } = await attack(attempt);
        const what = `${route} (${attempt.method ?? 'GET'} ${attempt.url.replace(service.baseUrl, '')})`;
        if (!open.has(route as RouteKey) && !isOwnList(attempt.url))
          expect([401, 403, 404], `${what} answered ${status}`).toContain(status);
        // Each operation of a bulk has an answer of its own.
        const each = status === 200 && attempt.url === `${ours.base}/Bulk` ? body.Operations : [];
        for (const operation of each) expect(['404'], `${what} ${operation.path}`).toContain(operation.status);
        expect(text, what).not.toContain(theirs.marker);
      }
    }
    expect(await everythingOf(theirs.organizationId)).toEqual(before);
    expect((await theirs.scim(`/Users/${theirs.user.id}`)).body).toEqual(theirs.user);
    expect((await theirs.scim('/Users', { token: theirs.accessToken })).status).toBe(200);
  });

  it('ROW-S3-39 a token that a machine fetched counts in its directory alone', async () => {
    expect((await ours.scim('/Users', { token: ours.accessToken })).status).toBe(200);
    expect((await theirs.scim('/Users', { token: ours.accessToken })).status).toBe(401);
  });

  it('ROW-S3-39 the same addresses answer to their own organization', async () => {
    expect((await ours.scim(`/Users/${ours.user.id}`)).status).toBe(200);
    expect((await apiOf(service).get(`/organizations/${ours.organizationId}/users/${ours.user.id}`)).status).toBe(200);
    expect(
      (await apiOf(service).get(`/organizations/${ours.organizationId}/directories/${ours.directoryId}/tokens`)).body
        .tokens,
    ).toHaveLength(1);
  });
});
