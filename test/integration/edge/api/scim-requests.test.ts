import { beforeAll, describe, expect, it } from 'vitest';
import type { ScimRequestView } from '../../../../src/core/scim-requests/scim-request.ts';
import { writeScimRequests } from '../../../../src/core/scim-requests/scim-requests.sql.ts';
import { newId } from '../../../../src/platform/ids.ts';
import { freshDatabase, sharedService, startService, type TestService } from '../../../support/building.ts';
import {
  apiOf,
  expectScimError,
  newDirectory,
  type Reply,
  send,
  type TestDirectory,
  userBody,
} from '../../../support/clients.ts';

let service: TestService;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  ({ service } = await sharedService());
  api = apiOf(service);
});

const SECRET = 'hunter2-and-nobody-may-read-it';
const OKTA = { 'user-agent': 'Okta SCIM Client 1.0.0' };

const pathOf = ({ organizationId, directoryId }: TestDirectory) =>
  `/organizations/${organizationId}/directories/${directoryId}/requests`;

async function requestsOf(directory: TestDirectory, query = '', of = api): Promise<ScimRequestView[]> {
  const { status, body, text } = await of.get(`${pathOf(directory)}?limit=200${query}`);
  expect([status, text]).toEqual([200, text]);
  return body.requests;
}

/** The log of a directory once it has so many requests: it is written once a second. */
async function loggedBy(directory: TestDirectory, count: number): Promise<ScimRequestView[]> {
  await expect.poll(async () => (await requestsOf(directory)).length, { timeout: 8_000 }).toBe(count);
  return requestsOf(directory);
}

/** Rows of a directory's log, as the recorder writes them, newest last. */
async function written(directory: TestDirectory, rows: readonly object[]): Promise<void> {
  const usual = { method: 'GET', path: '/Users', status: 200, duration_ms: 1, client: 'other' };
  const entries = rows.map((row) => ({
    ...usual,
    id: newId(),
    at: new Date(),
    directory: directory.base.split('/').at(-1),
    ...row,
  }));
  await service.database.asSystem({ statement: writeScimRequests, values: [JSON.stringify(entries)] });
}

/** An id and its moment, some days ago. */
function daysAgo(days: number): { id: string; at: string } {
  const at = new Date(Date.now() - days * 86_400_000);
  const time = at.getTime().toString(16).padStart(12, '0');
  return { id: `${time.slice(0, 8)}-${time.slice(8)}${newId().slice(13)}`, at: at.toISOString() };
}

describe('the request log of a directory', () => {
  it('SCIM 8.21 has every request with its masked body, its client, its answer, newest first', async () => {
    const directory = await newDirectory(service);
    const { scim } = directory;
    const before = Date.now();
    const created = await scim('/Users', {
      method: 'POST',
      body: userBody('ada@corp.example', { password: SECRET, title: 'Countess' }),
      headers: OKTA,
    });
    const { id } = created.body;
    await scim(`/Users/${id}`, {
      method: 'PATCH',
      body: {
        Operations: [
          { op: 'Replace', path: 'password', value: SECRET },
          { op: 'Replace', path: 'title', value: 'x' },
        ],
      },
    });
    await scim(`/Users?filter=${encodeURIComponent('userName eq "ada@corp.example"')}&token=${SECRET}`);
    const deleted = await scim(`/Users/${id}`, { method: 'DELETE', headers: OKTA });

    const log = await loggedBy(directory, 4);
    expect(log.map(({ method, path, status, client }) => [method, path, status, client])).toEqual([
      ['DELETE', `/Users/${id}`, 204, 'okta'],
      ['GET', '/Users?filter=userName eq "ada@corp.example"&token=***', 200, expect.any(String)],
      ['PATCH', `/Users/${id}`, 200, 'entra'],
      ['POST', '/Users', 201, 'okta'],
    ]);
    const [last, , patched, first] = log;
    expect(first).toEqual({
      id: created.headers.get('x-request-id'),
      at: expect.any(String),
      method: 'POST',
      path: '/Users',
      status: 201,
      durationMs: expect.any(Number),
      client: 'okta',
      userAgent: 'Okta SCIM Client 1.0.0',
      tokenId: directory.tokenId,
      requestBody: expect.any(String),
      answerBody: expect.stringContaining('"userName":"ada@corp.example"'),
      code: null,
      explanation: null,
    });
    expect(JSON.parse(first?.requestBody ?? '')).toEqual({
      ...userBody('ada@corp.example', { title: 'Countess' }),
      password: '***',
    });
    expect(JSON.parse(patched?.requestBody ?? '').Operations[0]).toEqual({
      op: 'Replace',
      path: 'password',
      value: '***',
    });
    expect(last).toMatchObject({ id: deleted.headers.get('x-request-id'), requestBody: null, answerBody: null });
    for (const { at, durationMs } of log) {
      expect(Date.parse(at)).toBeGreaterThanOrEqual(before);
      expect(Date.parse(at)).toBeLessThanOrEqual(Date.now());
      expect(durationMs).toBeGreaterThanOrEqual(0);
    }
    expect(JSON.stringify([log, service.log])).not.toContain(SECRET);
  });

  it('SCIM 8.21 explains each refusal to the administrator of the identity provider', async () => {
    const directory = await newDirectory(service);
    const { scim } = directory;
    await scim('/Users', { method: 'POST', body: userBody('taken@corp.example') });
    const refusals: [string, Parameters<typeof scim>[1], number, string, string][] = [
      ['/Users', { method: 'POST', body: userBody('taken@corp.example') }, 409, 'conflict', 'Dashboard > Tasks'],
      ['/Users', { method: 'POST', body: { userName: '' } }, 400, 'invalid_value', 'Provisioning > To App'],
      ['/Users', { method: 'POST', body: `{"password":"${SECRET}"` }, 400, 'malformed', 'cannot be read'],
      ['/Users?filter=nonsense', {}, 400, 'invalid_filter', 'Provisioning > Integration should be userName'],
      [`/Users/${newId()}`, {}, 404, 'not_found', 'The user is not in this directory'],
      ['/Nothing', {}, 404, 'not_found', 'compare the base URL'],
      ['/Users', { method: 'DELETE' }, 405, 'method_not_allowed', 'DELETE does not exist at this address'],
      [
        '/Users',
        { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } },
        415,
        'unsupported',
        'as JSON',
      ],
    ];
    for (const [path, sending, status] of refusals) {
      expect((await scim(path, { ...sending, headers: { ...OKTA, ...sending?.headers } })).status).toBe(status);
    }
    const log = (await loggedBy(directory, refusals.length + 1)).slice(0, -1).toReversed();
    expect(log.map(({ status, code }) => [status, code])).toEqual(refusals.map(([, , status, code]) => [status, code]));
    for (const [index, [, , , , words]] of refusals.entries()) {
      expect(log[index]?.explanation).toContain(words);
      expect(log[index]).toMatchObject({ client: 'okta', tokenId: directory.tokenId });
      expect(log[index]?.answerBody).toContain('"detail"');
    }
    expect(log[2]?.requestBody).toBe('{"password":***');
    expect(JSON.stringify(log)).not.toContain(SECRET);
  });

  it('SCIM 8.21 has failed authentication, in the log of the directory that was asked, and there only', async () => {
    const [ours, theirs] = [await newDirectory(service), await newDirectory(service)];
    await ours.scim('/Users', { token: 'wrong', headers: OKTA });
    await send(`${ours.base}/Groups`);
    await send(`${ours.base}/Users?aadOptscim062020`, {
      method: 'POST',
      token: theirs.token,
      body: { password: SECRET },
    });
    await api.delete(`/organizations/${ours.organizationId}/directories/${ours.directoryId}/tokens/${ours.tokenId}`);
    expect((await ours.scim('/Users')).status).toBe(401);
    const log = await loggedBy(ours, 4);
    for (const entry of log) {
      expect(entry).toMatchObject({ status: 401, code: 'unauthenticated', tokenId: null, requestBody: null });
      expect(entry.explanation).toMatch(/^Nobody was let in: .*token/);
    }
    expect(log[3]?.explanation).toContain('Provisioning > Integration');
    expect(log[1]?.explanation).toContain('Provisioning > Admin Credentials');
    expect(JSON.stringify(log)).not.toContain(theirs.token);
    expect(await requestsOf(theirs)).toEqual([]);
  });

  it('an address of no directory is logged nowhere, and fails nothing', async () => {
    const directory = await newDirectory(service);
    const unknown = directory.base.replace(/[^/]+$/, 'abcdefghijkm');
    expect((await send(`${unknown}/Users`, { token: directory.token })).status).toBe(401);
    await directory.scim('/Users');
    expect(await loggedBy(directory, 1)).toMatchObject([{ status: 200 }]);
  });

  it('X1 SCIM 8.18 a directory that is too fast is told by a SCIM Error 429 when to come again, and its log tells a few of it', async () => {
    const database = await freshDatabase();
    const limited = await startService(database.location, { scimRequestsPerSecond: 25 });
    try {
      const directory = await newDirectory(limited);
      const replies = await Promise.all(Array.from({ length: 300 }, () => directory.scim('/Users?count=0')));
      const refused = replies.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThan(100);
      expect(refused[0]?.headers.get('retry-after')).toMatch(/^\d+$/);
      expectScimError(refused[0] ?? expect.fail('nobody was refused'), 429);
      const another = await newDirectory(limited);
      expect((await another.scim('/Users')).status).toBe(200);
      const told = () => requestsOf(directory, '&status=429', apiOf(limited));
      await expect.poll(async () => (await told()).length, { timeout: 8_000 }).toBeGreaterThanOrEqual(20);
      const [first, ...others] = await told();
      expect(others.length).toBeLessThan(refused.length);
      expect(first).toMatchObject({ code: 'rate_limited', explanation: expect.stringContaining('Nothing is lost') });
      const metrics = await send(`${limited.baseUrl}/metrics`);
      expect(metrics.text).toMatch(/^# TYPE drawbridge_scim_request_log_dropped_total counter$/m);
      expect(Number(/^drawbridge_scim_request_log_dropped_total (\d+)$/m.exec(metrics.text)?.[1])).toBeGreaterThan(0);
    } finally {
      await limited.stop();
      await database.drop();
    }
  });
});

describe('GET …/directories/:directory/requests', () => {
  const ids = (requests: ScimRequestView[]) => requests.map(({ id }) => id);

  it('filters by status, method, client, outcome, moment and text, and by all of them', async () => {
    const directory = await newDirectory(service);
    const rows = [
      { ...daysAgo(9), method: 'GET', client: 'okta', path: '/Users?filter=userName eq "Ada@corp.example"' },
      { ...daysAgo(7), method: 'POST', client: 'okta', status: 201, request_body: '{"userName":"grace"}' },
      { ...daysAgo(5), method: 'POST', client: 'entra', status: 409, explanation: 'Ada is taken.', code: 'conflict' },
      { ...daysAgo(3), method: 'PATCH', client: 'entra', status: 404, answer_body: '{"detail":"no ADA"}' },
      { ...daysAgo(2), method: 'GET', client: 'other', status: 304 },
    ];
    await written(directory, rows);
    const found = async (query: string) => {
      const all = ids(await requestsOf(directory, query));
      return rows.flatMap((row, index) => (all.includes(row.id) ? [index] : []));
    };
    const at = (index: number) => encodeURIComponent(rows[index]?.at ?? '');
    const cases: [string, number[]][] = [
      ['', [0, 1, 2, 3, 4]],
      ['&status=409', [2]],
      ['&method=post', [1, 2]],
      ['&client=entra', [2, 3]],
      ['&outcome=refused', [2, 3]],
      ['&outcome=succeeded', [0, 1, 4]],
      [`&since=${at(2)}`, [2, 3, 4]],
      [`&until=${at(2)}`, [0, 1]],
      [`&since=${at(1)}&until=${at(3)}`, [1, 2]],
      [`&since=${at(3)}&until=${at(1)}`, []],
      ['&since=0000-01-01T00:00:00Z&until=9999-12-31T23:59:59.999%2B01:00', [0, 1, 2, 3, 4]],
      ['&query=ada', [0, 2, 3]],
      ['&query=%22userName%22', [1]],
      ['&query=%25', []],
      [`&outcome=refused&client=entra&method=POST&status=409&query=taken&since=${at(0)}&until=${at(4)}`, [2]],
      ['&client=google', []],
    ];
    for (const [query, expected] of cases) expect([query, await found(query)]).toEqual([query, expected]);
    expect(ids(await requestsOf(directory))).toEqual(rows.map(({ id }) => id).toReversed());
  });

  it('a moment is the request’s own, though its id may be made a little later', async () => {
    const directory = await newDirectory(service);
    const { at } = daysAgo(2);
    await written(directory, [{ id: daysAgo(2 - 1 / 86_400).id, at }]);
    const moment = (ms: number) => encodeURIComponent(new Date(Date.parse(at) + ms).toISOString());
    expect(await requestsOf(directory, `&since=${moment(0)}&until=${moment(1)}`)).toHaveLength(1);
    expect(await requestsOf(directory, `&since=${moment(1)}`)).toHaveLength(0);
    expect(await requestsOf(directory, `&until=${moment(0)}`)).toHaveLength(0);
  });

  it('pages from the newest on, each request once, whatever comes in meanwhile', async () => {
    const directory = await newDirectory(service);
    await written(
      directory,
      Array.from({ length: 5 }, () => ({})),
    );
    const all = ids(await requestsOf(directory));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const path: string = `${pathOf(directory)}?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`;
      const { body }: Reply = await api.get(path);
      seen.push(...ids(body.requests));
      cursor = body.nextCursor;
      await written(directory, [{}]);
    } while (cursor !== null);
    expect(seen).toEqual(all);
  });

  it('a page that ends where the log ends has no cursor', async () => {
    const directory = await newDirectory(service);
    await written(directory, [{}, {}]);
    for (const [limit, hasNext] of [
      [1, true],
      [2, false],
      [3, false],
    ] as const) {
      const { body } = await api.get(`${pathOf(directory)}?limit=${limit}`);
      expect([limit, body.requests.length, body.nextCursor !== null]).toEqual([limit, Math.min(limit, 2), hasNext]);
    }
  });

  it('looks at 10,000 requests for a page and goes on behind a cursor, so that a rare one is found', async () => {
    const directory = await newDirectory(service);
    await written(directory, [{ status: 500 }]);
    await written(
      directory,
      Array.from({ length: 10_000 }, () => ({})),
    );
    const first = await api.get(`${pathOf(directory)}?outcome=refused`);
    expect(first.body).toEqual({ requests: [], nextCursor: expect.any(String) });
    const second = await api.get(`${pathOf(directory)}?outcome=refused&cursor=${first.body.nextCursor}`);
    expect(second.body).toMatchObject({ requests: [{ status: 500 }], nextCursor: null });
  });

  it('422 names what cannot be asked', async () => {
    const [directory, another] = [await newDirectory(service), await newDirectory(service)];
    await written(directory, [{}, {}]);
    const { nextCursor } = (await api.get(`${pathOf(directory)}?limit=1`)).body;
    await Promise.all(
      ['a', 'b'].map((name) => directory.scim('/Users', { method: 'POST', body: userBody(`${name}@x.example`) })),
    );
    const ofUsers = (await api.get(`/organizations/${directory.organizationId}/users?limit=1`)).body.nextCursor;
    const bad: [string, string][] = [
      ['status=99', 'status'],
      ['status=x', 'status'],
      ['client=netscape', 'client'],
      ['outcome=both', 'outcome'],
      ['since=yesterday', 'since'],
      ['since=2026-02-30T00:00:00Z', 'since'],
      ['until=2026-01-01', 'until'],
      ['query=%00', 'query'],
      ['query=', 'query'],
      ['limit=0', 'limit'],
      ['limit=201', 'limit'],
      ['cursor=', 'cursor'],
      ['cursor=abc', 'cursor'],
      [`cursor=${nextCursor}A`, 'cursor'],
      [`cursor=${ofUsers}`, 'cursor'],
      ['surprise=1', ''],
    ];
    for (const [query, field] of bad) {
      const { status, body } = await api.get(`${pathOf(directory)}?${query}`);
      expect([query, status, body.code, body.field]).toEqual([query, 422, 'invalid_value', field]);
    }
    expect((await api.get(`${pathOf(directory)}?cursor=${nextCursor}`)).body.requests).toHaveLength(1);
    expect((await api.get(`${pathOf(another)}?cursor=${nextCursor}`)).status).toBe(422);
    const users = `/organizations/${directory.organizationId}/users?cursor=${nextCursor}`;
    expect((await api.get(users)).status).toBe(422);
  });

  it('is for operators: a directory’s token, or none, is 401', async () => {
    const directory = await newDirectory(service);
    const url = `${service.baseUrl}/api/v1${pathOf(directory)}`;
    for (const token of [directory.token, 'nobody', undefined])
      expect((await send(url, token === undefined ? {} : { token })).status).toBe(401);
  });

  it('404 for a directory that is not of this organization, or that there is not', async () => {
    const [ours, theirs] = [await newDirectory(service), await newDirectory(service)];
    await written(theirs, [{ path: '/theirs' }]);
    const paths = [
      pathOf({ ...ours, directoryId: theirs.directoryId }),
      pathOf({ ...ours, directoryId: newId() }),
      pathOf({ ...ours, directoryId: 'nothing' }),
      pathOf({ ...ours, organizationId: newId() }),
    ];
    for (const path of paths) {
      const { status, text } = await api.get(path);
      expect([path, status]).toEqual([path, 404]);
      expect(text).not.toContain('/theirs');
    }
    expect(await requestsOf(theirs)).toMatchObject([{ path: '/theirs' }]);
  });

  it('the log goes with its directory', async () => {
    const directory = await newDirectory(service);
    await written(directory, [{}, {}]);
    const count = () => service.database.readAs(directory.organizationId, (tx) => tx.models.scimRequest.count({}));
    expect(await count()).toBe(2);
    const path = `/organizations/${directory.organizationId}/directories/${directory.directoryId}`;
    expect((await api.delete(path)).status).toBe(204);
    expect(await count()).toBe(0);
  });

  it('the log goes with its organization', async () => {
    const directory = await newDirectory(service);
    await written(directory, [{}, {}]);
    expect((await api.delete(`/organizations/${directory.organizationId}`)).status).toBe(204);
    const count = await service.database.readAs(directory.organizationId, (tx) => tx.models.scimRequest.count({}));
    expect(count).toBe(0);
  });

  it('is described in the OpenAPI document with its parameters', async () => {
    const { body } = await send(`${service.baseUrl}/api/v1/openapi.json`);
    const { get } = body.paths['/organizations/{organization}/directories/{directory}/requests'];
    expect(get.parameters.map(({ name }: { name: string }) => name)).toEqual([
      'organization',
      'directory',
      'status',
      'method',
      'client',
      'outcome',
      'since',
      'until',
      'query',
      'limit',
      'cursor',
    ]);
    expect(Object.keys(get.responses).sort()).toEqual(['200', '401', '403', '404', '422', '503']);
  });
});
