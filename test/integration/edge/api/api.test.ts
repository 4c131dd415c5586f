import { beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR_KEY, sharedService, type TestService } from '../../../support/building.ts';
import { apiOf, directoryClient, newDirectory, send, userBody } from '../../../support/clients.ts';

let service: TestService;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  ({ service } = await sharedService());
  api = apiOf(service);
});

const nowhere = '01a1ff9b-8972-7596-a581-6a26f5440278';

describe('organizations', () => {
  it('are set up with a slug of their own or one from the name, and keep the administrator for the first invitation', async () => {
    const administrator = { email: 'first@admin.example', name: 'First Admin' };
    const { status, body } = await api.post('/organizations', {
      name: ' Ünïted  Things GmbH ',
      seatLimit: 5,
      administrator,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Ünïted  Things GmbH', seatLimit: 5, administrator });
    expect(body.slug).toMatch(/^u-ni-ted-things-gmbh-[a-z0-9]{4}$/);
    expect((await api.get(`/organizations/${body.id}`)).body).toEqual(body);
    expect((await api.post('/organizations', { name: '会社' })).body.slug).toMatch(/^[a-z0-9]{12}$/);
  });

  it('have a slug of their own: the second is 409', async () => {
    expect((await api.post('/organizations', { name: 'A', slug: 'just-one' })).status).toBe(201);
    const { status, body, headers } = await api.post('/organizations', { name: 'B', slug: 'just-one' });
    expect([status, body.code, body.field, headers.get('content-type')]).toEqual([
      409,
      'conflict',
      'slug',
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('50 at once with one slug: one wins', async () => {
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => api.post('/organizations', { name: 'Race', slug: 'race-slug' })),
    );
    expect(replies.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, ...Array<number>(49).fill(409)]);
  });

  it('are changed in what is named and left in the rest', async () => {
    const { body } = await api.post('/organizations', { name: 'Before', seatLimit: 3 });
    const changed = await api.patch(`/organizations/${body.id}`, {
      name: 'After',
      slug: 'after-slug',
      seatLimit: null,
    });
    expect(changed.body).toEqual({
      ...body,
      name: 'After',
      slug: 'after-slug',
      seatLimit: null,
      modifiedAt: changed.body.modifiedAt,
    });
    expect((await api.patch(`/organizations/${body.id}`, {})).body).toEqual(changed.body);
    expect((await api.patch(`/organizations/${nowhere}`, { name: 'x' })).status).toBe(404);
  });

  it('422 names the field', async () => {
    const bad: [object, string][] = [
      [{}, 'name'],
      [{ name: '' }, 'name'],
      [{ name: 7 }, 'name'],
      [{ name: 'x'.repeat(201) }, 'name'],
      [{ name: 'x\0y' }, 'name'],
      [{ name: 'x', slug: 'No Spaces' }, 'slug'],
      [{ name: 'x', seatLimit: -1 }, 'seatLimit'],
      [{ name: 'x', administrator: { email: 'nobody', name: 'x' } }, 'administrator.email'],
      [{ name: 'x', surprise: 1 }, ''],
    ];
    for (const [body, field] of bad) {
      const reply = await api.post('/organizations', body);
      expect([body, reply.status, reply.body.code, reply.body.field]).toEqual([body, 422, 'invalid_value', field]);
      expect(reply.body.requestId).toBe(reply.headers.get('x-request-id'));
    }
  });

  it('are deleted with everything, for good: nothing answers, nothing is left but that it happened', async () => {
    const directory = await newDirectory(service);
    const user = (await directory.scim('/Users', { method: 'POST', body: userBody('last@corp.example') })).body;
    expect((await api.delete(`/organizations/${directory.organizationId}`)).status).toBe(204);
    expect((await directory.scim(`/Users/${user.id}`)).status).toBe(401);
    expect((await api.get(`/organizations/${directory.organizationId}`)).status).toBe(404);
    expect((await api.get(`/organizations/${directory.organizationId}/users`)).status).toBe(404);
    expect((await api.delete(`/organizations/${directory.organizationId}`)).status).toBe(404);
    const left = await service.database.readAs(directory.organizationId, async (tx) => ({
      users: await tx.models.user.count({}),
      emails: await tx.models.userEmail.count({}),
      directories: await tx.models.directory.count({}),
      tokens: await tx.models.directoryToken.count({}),
      counters: await tx.models.directoryCounter.count({}),
      types: (await tx.models.event.findMany({ orderBy: { sequence: 'asc' } })).map(({ type }) => type),
      details: (await tx.models.eventDetail.findMany({})).map(({ details }) => details),
    }));
    expect(left).toEqual({
      users: 0,
      emails: 0,
      directories: 0,
      tokens: 0,
      counters: 0,
      types: [
        'organization.created',
        'directory.created',
        'directory_token.created',
        'user.created',
        'organization.deleted',
      ],
      details: [{ name: expect.stringMatching(/^Organization/) }],
    });
  });
});

describe('directories and tokens', () => {
  it('answer with what the identity provider’s form asks for; the secret is shown once and kept as a hash', async () => {
    const { body: organization } = await api.post('/organizations', { name: 'Tokens' });
    const { status, body } = await api.post(`/organizations/${organization.id}/directories`, {
      name: 'Entra',
      provider: 'entra',
    });
    expect(status).toBe(201);
    expect(body.scimBaseUrl).toMatch(new RegExp(`^${service.baseUrl}/scim/v2/[a-z0-9]{12}$`));
    expect(body.token.secret).toMatch(/^drawbridge_scim_[a-z0-9]{12}_[\w-]{43}$/);
    expect(Date.parse(body.token.expiresAt) - Date.parse(body.createdAt)).toBe(365 * 86_400_000);
    const { token, ...shown } = body;
    expect((await api.get(`/organizations/${organization.id}/directories/${body.id}`)).body).toEqual(shown);
    expect((await api.get(`/organizations/${organization.id}/directories`)).body).toEqual({ directories: [shown] });
    const stored = await service.database.readAs(organization.id, (tx) => tx.models.directoryToken.findMany({}));
    expect(Buffer.from(stored[0]?.secretHash ?? []).toString('hex')).toMatch(/^[0-9a-f]{64}$/);
    const written = JSON.stringify([
      stored,
      service.log,
      await service.database.readAs(organization.id, (tx) => tx.models.eventDetail.findMany({})),
    ]);
    expect(written).not.toContain(token.secret.slice(-43));
  });

  it('have two live tokens for a rotation, a third is 409, and a revoked one makes room', async () => {
    const directory = await newDirectory(service);
    const path = `/organizations/${directory.organizationId}/directories/${directory.directoryId}/tokens`;
    const second = await api.post(path);
    expect([second.status, second.body.access]).toEqual([201, 'read_write']);
    expect((await directory.scim('/Users')).status).toBe(200);
    expect((await directory.scim('/Users', { token: second.body.secret })).status).toBe(200);
    const third = await api.post(path, { access: 'read_only' });
    expect([third.status, third.body.code]).toEqual([409, 'conflict']);
    expect((await api.delete(`${path}/${directory.tokenId}`)).status).toBe(204);
    expect((await api.delete(`${path}/${directory.tokenId}`)).status).toBe(204);
    expect((await directory.scim('/Users')).status).toBe(401);
    expect((await directory.scim('/Users', { token: second.body.secret })).status).toBe(200);
    expect((await api.post(path, { access: 'read_only', expiresInDays: 1 })).status).toBe(201);
    const { body } = await api.get(path);
    expect(
      body.tokens.map(({ access, revokedAt }: { access: string; revokedAt: string | null }) => [
        access,
        revokedAt !== null,
      ]),
    ).toEqual([
      ['read_only', false],
      ['read_write', false],
      ['read_write', true],
    ]);
  });

  it('20 rotations at once leave two live tokens', async () => {
    const directory = await newDirectory(service);
    const path = `/organizations/${directory.organizationId}/directories/${directory.directoryId}/tokens`;
    const replies = await Promise.all(Array.from({ length: 20 }, () => api.post(path)));
    expect(replies.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, ...Array<number>(19).fill(409)]);
  });

  it('tell when a token was last used, within seconds', async () => {
    const directory = await newDirectory(service);
    const before = Date.now();
    await directory.scim('/Users');
    const lastUsed = async () => {
      const { body } = await api.get(
        `/organizations/${directory.organizationId}/directories/${directory.directoryId}/tokens`,
      );
      return Date.parse(body.tokens[0].lastUsedAt ?? 0);
    };
    await expect.poll(lastUsed, { timeout: 5_000 }).toBeGreaterThanOrEqual(before);
  });

  it('are removed only without users', async () => {
    const directory = await newDirectory(service);
    const path = `/organizations/${directory.organizationId}/directories/${directory.directoryId}`;
    const user = (await directory.scim('/Users', { method: 'POST', body: userBody('stays@corp.example') })).body;
    expect((await api.get(path)).body.users).toBe(1);
    expect((await api.delete(path)).status).toBe(409);
    await directory.scim(`/Users/${user.id}`, { method: 'DELETE' });
    expect((await api.delete(path)).status).toBe(204);
    expect((await api.get(path)).status).toBe(404);
    expect((await directory.scim('/Users')).status).toBe(401);
  });

  it('404 for what there is not, 422 for what is not valid', async () => {
    const { organizationId } = await newDirectory(service);
    expect((await api.post(`/organizations/${nowhere}/directories`, { name: 'x', provider: 'okta' })).status).toBe(404);
    expect((await api.get(`/organizations/${nowhere}/directories`)).status).toBe(404);
    for (const id of [nowhere, 'x', "'--"]) {
      expect((await api.get(`/organizations/${organizationId}/directories/${encodeURIComponent(id)}`)).status).toBe(
        404,
      );
      expect((await api.delete(`/organizations/${organizationId}/directories/${encodeURIComponent(id)}`)).status).toBe(
        404,
      );
    }
    const { status, body } = await api.post(`/organizations/${organizationId}/directories`, {
      name: 'x',
      provider: 'ldap',
    });
    expect([status, body.field]).toEqual([422, 'provider']);
  });
});

describe('users', () => {
  it('are listed a page at a time, by status and by the start of a name or address', async () => {
    const directory = await newDirectory(service);
    const names = ['anna', 'bert', 'Änne', 'carl', 'dora'];
    for (const name of names)
      await directory.scim('/Users', {
        method: 'POST',
        body: userBody(`${name}@page.example`, { emails: [{ value: `mail-${name}@x.example` }] }),
      });
    const path = `/organizations/${directory.organizationId}/users`;
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await api.get(`${path}?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...body.users.map(({ userName }: { userName: string }) => userName));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(names.map((name) => `${name}@page.example`));
    const { body } = await api.get(`${path}?query=${encodeURIComponent('ÄNN')}`);
    expect(body.users.map(({ userName }: { userName: string }) => userName)).toEqual(['Änne@page.example']);
    expect((await api.get(`${path}?query=mail-`)).body.users).toHaveLength(5);
    expect((await api.get(`${path}?query=%25`)).body.users).toHaveLength(0);
    await api.post(`${path}/${body.users[0].id}/deactivate`);
    expect((await api.get(`${path}?status=inactive`)).body.users.map(({ id }: { id: string }) => id)).toEqual([
      body.users[0].id,
    ]);
    expect((await api.get(`${path}?status=active`)).body.users).toHaveLength(4);
  });

  it('refuse a cursor that was made up, altered, or given out for another organization', async () => {
    const [one, other] = [await newDirectory(service), await newDirectory(service)];
    for (const name of ['a', 'b'])
      await one.scim('/Users', { method: 'POST', body: userBody(`${name}@cursor.example`) });
    const { body } = await api.get(`/organizations/${one.organizationId}/users?limit=1`);
    const bad = [
      'x',
      body.nextCursor.slice(0, -2),
      `${body.nextCursor.startsWith('A') ? 'B' : 'A'}${body.nextCursor.slice(1)}`,
    ];
    for (const cursor of bad) {
      const reply = await api.get(`/organizations/${one.organizationId}/users?cursor=${cursor}`);
      expect([cursor, reply.status, reply.body.field]).toEqual([cursor, 422, 'cursor']);
    }
    expect((await api.get(`/organizations/${other.organizationId}/users?cursor=${body.nextCursor}`)).status).toBe(422);
    expect((await api.get(`/organizations/${one.organizationId}/users?limit=0`)).status).toBe(422);
  });

  it('are shown, deactivated and reactivated; each raises what it should and tells it once', async () => {
    const directory = await newDirectory(service);
    const user = (
      await directory.scim('/Users', { method: 'POST', body: userBody('shown@corp.example', { externalId: '7' }) })
    ).body;
    const path = `/organizations/${directory.organizationId}/users/${user.id}`;
    const shown = (await api.get(path)).body;
    expect(shown).toMatchObject({
      id: user.id,
      directoryId: directory.directoryId,
      userName: 'shown@corp.example',
      externalId: '7',
      active: true,
      seat: 'none',
      displayName: 'Ada Lovelace',
      name: { given: 'Ada', family: 'Lovelace' },
      emails: [{ value: 'shown@corp.example', type: 'work', primary: true }],
    });
    const epoch = () =>
      service.database.readAs(
        directory.organizationId,
        async (tx) => (await tx.models.user.findFirstOrThrow({ where: { id: user.id } })).epoch,
      );
    expect(await epoch()).toBe(1);
    for (let n = 0; n < 2; n += 1) expect((await api.post(`${path}/deactivate`)).body).toMatchObject({ active: false });
    expect(await epoch()).toBe(2);
    expect((await directory.scim(`/Users/${user.id}`)).body.active).toBe(false);
    expect((await api.post(`${path}/reactivate`)).body).toMatchObject({ active: true });
    expect(await epoch()).toBe(2);
    const types = await service.database.readAs(directory.organizationId, async (tx) =>
      (await tx.models.event.findMany({ where: { subjectId: user.id }, orderBy: { sequence: 'asc' } })).map(
        ({ type, actorKind }) => [type, actorKind],
      ),
    );
    expect(types).toEqual([
      ['user.created', 'scim_token'],
      ['user.deactivated', 'operator'],
      ['user.reactivated', 'operator'],
    ]);
    expect((await api.get(`/organizations/${directory.organizationId}/users/${nowhere}`)).status).toBe(404);
    expect((await api.post(`/organizations/${directory.organizationId}/users/x/deactivate`)).status).toBe(404);
  });
});

describe('the door', () => {
  it('401 without a key that counts, 404, 405, 400, 413 and 415 as problem documents', async () => {
    const at = (path: string, sending: object = {}) =>
      send(`${service.baseUrl}/api/v1${path}`, { token: OPERATOR_KEY, ...sending });
    const replies = [
      [401, await at('/organizations', { token: 'x', method: 'POST', body: {} })],
      [401, await send(`${service.baseUrl}/api/v1/organizations/${nowhere}`)],
      [404, await at('/nonsense')],
      [404, await at('/organizations/not-an-id')],
      [405, await at('/organizations', { method: 'PUT', body: {} })],
      [400, await at('/organizations', { method: 'POST', body: '{' })],
      [400, await at('/organizations', { method: 'POST', body: '{"name":"x","__proto__":{"x":1}}' })],
      [413, await at('/organizations', { method: 'POST', body: { name: 'x'.repeat(1_100_000) } })],
      [
        415,
        await at('/organizations', {
          method: 'POST',
          body: 'name=x',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
        }),
      ],
      [404, await send(`${service.baseUrl}/`)],
      [404, await send(`${service.baseUrl}/scim`)],
    ] as const;
    for (const [status, reply] of replies) {
      expect([reply.status, reply.body.status, reply.headers.get('content-type')]).toEqual([
        status,
        status,
        'application/problem+json; charset=utf-8',
      ]);
      expect(reply.body.detail).toMatch(/\S+ \S+/);
      expect(reply.headers.get('cache-control')).toBe('no-store');
    }
    expect(replies[4][1].headers.get('allow')).toBe('POST');
  });

  it('describes itself: OpenAPI 3.1 with every operation, and the catalogue of events', async () => {
    const { body } = await send(`${service.baseUrl}/api/v1/openapi.json`);
    expect(body.openapi).toBe('3.1.0');
    const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method} ${path}`),
    );
    expect(operations).toContain('post /organizations/{organization}/directories');
    expect(body.paths['/organizations'].post.requestBody.content['application/json'].schema).toMatchObject({
      required: ['name'],
      additionalProperties: false,
    });
    const { body: catalogue } = await api.get('/event-types');
    expect(catalogue.types['user.created'].details.properties).toHaveProperty('userName');
  });

  it('answers what it describes: every answer fits the schema of its operation', async () => {
    const { z } = await import('zod');
    const { body: document } = await send(`${service.baseUrl}/api/v1/openapi.json`);
    const schemaOf = (path: string, method: string, status: number) =>
      z.fromJSONSchema(document.paths[path][method].responses[status].content['application/json'].schema);
    const organization = (await api.post('/organizations', { name: 'Described' })).body;
    const directory = (
      await api.post(`/organizations/${organization.id}/directories`, { name: 'x', provider: 'google' })
    ).body;
    const client = directoryClient(directory, organization.id);
    await client.scim('/Users', { method: 'POST', body: userBody('described@corp.example') });
    const users = (await api.get(`/organizations/${organization.id}/users`)).body;
    const all = '/organizations/{organization}';
    schemaOf('/organizations', 'post', 201).parse(organization);
    schemaOf(`${all}/directories`, 'post', 201).parse(directory);
    schemaOf(`${all}/directories`, 'get', 200).parse(
      (await api.get(`/organizations/${organization.id}/directories`)).body,
    );
    schemaOf(`${all}/directories/{directory}/tokens`, 'get', 200).parse(
      (await api.get(`/organizations/${organization.id}/directories/${directory.id}/tokens`)).body,
    );
    schemaOf(`${all}/users`, 'get', 200).parse(users);
    schemaOf(`${all}/users/{user}`, 'get', 200).parse(users.users[0]);
    expect(() => schemaOf(`${all}/users/{user}`, 'get', 200).parse(organization)).toThrow();
  });

  it('has health and metrics that name no tenant', async () => {
    expect((await send(`${service.baseUrl}/livez`)).body).toEqual({ status: 'alive' });
    expect((await send(`${service.baseUrl}/readyz`)).body).toEqual({ status: 'ready' });
    const { text } = await send(`${service.baseUrl}/metrics`);
    expect(text).toMatch(
      /drawbridge_http_request_duration_seconds_count\{door="scim",method="POST",route="\/scim\/v2\/:directory\/Users",status="201"\} \d+/,
    );
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it('logs each request with its id and route, and never a secret', async () => {
    const directory = await newDirectory(service);
    const { headers } = await directory.scim('/Users?filter=userName%20eq%20%22secret-name%22');
    const line = service.log
      .map((each) => JSON.parse(each))
      .find(({ requestId }) => requestId === headers.get('x-request-id'));
    expect(line).toMatchObject({
      door: 'scim',
      method: 'GET',
      route: '/scim/v2/:directory/Users',
      status: 200,
      organization: directory.organizationId,
    });
    for (const secret of [directory.token, OPERATOR_KEY, 'secret-name'])
      expect(service.log.join('')).not.toContain(secret);
  });
});
