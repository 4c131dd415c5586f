import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/edge/http/answer.ts';
import { answerBulk, type BulkCall } from '../../../../src/edge/scim/bulk.ts';

const BASE = 'https://id.example/scim/v2/abc';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

type Resource = Record<string, unknown>;
type Member = { value: string };
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
type Json = any;

const error = (status: number, detail: string): Answer => ({
  status,
  body: JSON.stringify({ schemas: [ERROR], status: `${status}`, detail }),
});

/** A server of users and groups that keeps what it is sent, and knows whom a reference may name. */
function store() {
  const resources = new Map<string, Resource>();
  const calls: BulkCall[] = [];
  const write = (path: string, data: Resource, status: number): Answer => {
    const named = [
      ...((data['members'] as Member[] | undefined) ?? []).map(({ value }) => value),
      ...[(data[ENTERPRISE] as { manager?: string } | undefined)?.manager].filter((each) => each !== undefined),
    ];
    const stranger = named.find((id) => !resources.has(`/Users/${id}`) && !resources.has(`/Groups/${id}`));
    if (stranger !== undefined) return error(400, `There is no ${stranger}.`);
    if (data['refused'] !== undefined) return error(Number(data['refused']), 'No.');
    resources.set(path, data);
    const id = path.split('/')[2];
    return { status, body: JSON.stringify({ id, meta: { version: `W/"${calls.length}"` } }) };
  };
  const dispatch = async (call: BulkCall): Promise<Answer> => {
    calls.push(call);
    const { method, path } = call;
    const data = call.data as Resource;
    if (method === 'POST') return write(`${path}/${path === '/Users' ? 'u' : 'g'}${calls.length}`, data, 201);
    const known = resources.get(path);
    if (known === undefined) return error(404, 'There is nothing here.');
    if (method === 'PUT') return write(path, data, 200);
    if (method === 'PATCH') {
      const [operation] = (data['Operations'] ?? []) as { path: string; value: string }[];
      if (operation?.path !== `${ENTERPRISE}:manager`) return { status: 204, headers: { ETag: `W/"${calls.length}"` } };
      if (known['refuses'] !== undefined) return error(Number(known['refuses']), 'Not this one.');
      return write(path, { ...known, [ENTERPRISE]: { manager: operation.value } }, 200);
    }
    resources.delete(path);
    return { status: 204 };
  };
  return { resources, calls, dispatch };
}

type Store = ReturnType<typeof store>;

async function bulk(at: Store, Operations: readonly object[], failOnErrors?: number): Promise<Json[]> {
  const { status, body = '' } = await answerBulk({
    body: { Operations, failOnErrors },
    base: BASE,
    dispatch: at.dispatch,
  });
  expect(status).toBe(200);
  const message = JSON.parse(body);
  expect(message.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:BulkResponse']);
  return message.Operations;
}

const user = (bulkId: string, more: object = {}) => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data: { userName: bulkId, ...more },
});
const managed = (bulkId: string, manager: string, more: object = {}) =>
  user(bulkId, { [ENTERPRISE]: { manager: `bulkId:${manager}` }, ...more });
const group = (bulkId: string, ...members: string[]) => ({
  method: 'POST',
  path: '/Groups',
  bulkId,
  data: { displayName: bulkId, members: members.map((each) => ({ value: `bulkId:${each}` })) },
});
const statuses = (operations: readonly Json[]) => operations.map(({ status }) => status);

describe('answerBulk', () => {
  it('SCIM 5.2.40 answers each operation with status, location and version, in the order sent', async () => {
    const at = store();
    at.resources.set('/Users/old', { userName: 'old' });
    at.resources.set('/Users/gone', { userName: 'gone' });
    const answers = await bulk(at, [
      user('a'),
      { method: 'PUT', path: '/Users/old', version: 'W/"x"', data: { userName: 'new' } },
      { method: 'PATCH', bulkId: 'p', path: '/Users/old', data: { Operations: [] } },
      { method: 'DELETE', path: `${BASE}/Users/gone` },
    ]);
    expect(answers).toEqual([
      { method: 'POST', bulkId: 'a', version: 'W/"1"', location: `${BASE}/Users/u1`, status: '201' },
      { method: 'PUT', version: 'W/"2"', location: `${BASE}/Users/old`, status: '200' },
      { method: 'PATCH', bulkId: 'p', version: 'W/"3"', location: `${BASE}/Users/old`, status: '204' },
      { method: 'DELETE', location: `${BASE}/Users/gone`, status: '204' },
    ]);
    expect(at.calls).toEqual([
      { method: 'POST', path: '/Users', data: { userName: 'a' } },
      { method: 'PUT', path: '/Users/old', data: { userName: 'new' }, version: 'W/"x"' },
      { method: 'PATCH', path: '/Users/old', data: { Operations: [] } },
      { method: 'DELETE', path: '/Users/gone', data: undefined },
    ]);
  });

  it('SCIM 5.2.40 one bad operation does not undo the others, and its answer is its response', async () => {
    const at = store();
    at.resources.set('/Users/old', {});
    const answers = await bulk(at, [
      user('a', { refused: 409 }),
      { method: 'DELETE', path: '/Users/strange%20%22r' },
      { method: 'GET', path: '/Users/old', bulkId: 'x' },
      { method: 'PUT', path: '/Users/old' },
      { method: 'PUT', path: '/Users/old', data: { refused: 412 } },
      { method: 'POST', path: '/Users', data: {} },
      { method: 'DELETE', path: '/Nowhere/1' },
      user('b'),
    ]);
    expect(answers).toMatchObject([
      { bulkId: 'a', status: '409', response: { schemas: [ERROR], status: '409', detail: 'No.' } },
      { location: `${BASE}/Users/strange%20%22r`, status: '404', response: { detail: 'There is nothing here.' } },
      { bulkId: 'x', location: `${BASE}/Users/old`, status: '400', response: { scimType: 'invalidSyntax' } },
      { location: `${BASE}/Users/old`, status: '400', response: { schemas: [ERROR], scimType: 'invalidSyntax' } },
      { location: `${BASE}/Users/old`, status: '412', response: { status: '412' } },
      {
        method: 'POST',
        status: '400',
        response: { scimType: 'invalidSyntax', detail: expect.stringMatching(/without a bulkId/) },
      },
      { method: 'DELETE', status: '404', response: { status: '404' } },
      { bulkId: 'b', status: '201', location: `${BASE}/Users/u4` },
    ]);
    expect(answers.map((each) => Object.keys(each))).toEqual([
      ['method', 'bulkId', 'status', 'response'],
      ['method', 'location', 'status', 'response'],
      ['bulkId', 'location', 'status', 'response'],
      ['method', 'location', 'status', 'response'],
      ['method', 'location', 'status', 'response'],
      ['method', 'status', 'response'],
      ['method', 'status', 'response'],
      ['method', 'bulkId', 'version', 'location', 'status'],
    ]);
  });

  it('a failed POST has no location, whatever its path', async () => {
    const [answer] = await bulk(store(), [{ method: 'POST', bulkId: 'a', path: '/Users/1', data: {} }]);
    expect(answer).toEqual({ method: 'POST', bulkId: 'a', status: '400', response: expect.anything() });
  });

  it('carries ids of any letters in addresses', async () => {
    const at = store();
    const ids = ['a/b?c#d', '\ud800', '…', '%'];
    const answers = await bulk(
      at,
      ids.map((id) => ({ method: 'DELETE', path: `/Users/${id.replaceAll(/[/?%]/g, encodeURIComponent)}` })),
    );
    expect(at.calls.map(({ path }) => path)).toEqual([
      '/Users/a%2Fb%3Fc%23d',
      '/Users/%EF%BF%BD',
      '/Users/%E2%80%A6',
      '/Users/%25',
    ]);
    expect(answers.map(({ location }) => location)).toEqual(at.calls.map(({ path }) => BASE + path));
  });

  it('counts every answer that is no success as an error', async () => {
    const dispatch = async (): Promise<Answer> => ({ status: 304 });
    const { body = '' } = await answerBulk({ body: { Operations: [user('a')] }, base: BASE, dispatch });
    expect(JSON.parse(body).Operations).toEqual([{ method: 'POST', bulkId: 'a', status: '304', response: {} }]);
  });

  it('ends as a whole when an operation cannot be answered', async () => {
    const outage = new Error('outage');
    const dispatch = async ({ path }: BulkCall): Promise<Answer> => {
      if (path === '/Groups') throw outage;
      return { status: 201, body: '{"id":"u1"}' };
    };
    const request = answerBulk({ body: { Operations: [user('a'), group('g'), user('b')] }, base: BASE, dispatch });
    await expect(request).rejects.toBe(outage);
  });

  it('refuses as a whole what is no BulkRequest, and runs nothing', async () => {
    const at = store();
    for (const [body, code] of [
      [{}, 'malformed'],
      [{ Operations: [user('a')], failOnErrors: -1 }, 'invalid_value'],
      [{ Operations: Array.from({ length: 1_001 }, (_, n) => user(`${n}`)) }, 'too_large'],
    ] as const)
      await expect(answerBulk({ body, base: BASE, dispatch: at.dispatch })).rejects.toMatchObject({ code });
    expect(at.calls).toEqual([]);
  });

  it('runs one after the other', async () => {
    let [running, most] = [0, 0];
    const dispatch = async (): Promise<Answer> => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return { status: 201, body: '{"id":"x"}' };
    };
    await answerBulk({ body: { Operations: [user('a'), user('b'), user('c')] }, base: BASE, dispatch });
    expect(most).toBe(1);
  });

  it('gives others a turn after each operation, however fast it is', async () => {
    const at = store();
    let turns = 0;
    const turn = () => {
      turns += 1;
      if (turns < 100) setImmediate(turn);
    };
    setImmediate(turn);
    await bulk(at, [user('a'), { method: 'GET' }, user('b'), user('c')]);
    expect(turns).toBeGreaterThanOrEqual(4);
  });
});

describe('failOnErrors', () => {
  const four = [user('a', { refused: 409 }), user('b'), { method: 'GET' }, user('c')];

  it('SCIM 5.2.40 stops after as many errors, and leaves out what was not run', async () => {
    expect(statuses(await bulk(store(), four))).toEqual(['409', '201', '400', '201']);
    expect(statuses(await bulk(store(), four, 0))).toEqual(['409', '201', '400', '201']);
    expect(statuses(await bulk(store(), four, 1))).toEqual(['409']);
    expect(statuses(await bulk(store(), four, 2))).toEqual(['409', '201', '400']);
    expect(statuses(await bulk(store(), four, 3))).toEqual(['409', '201', '400', '201']);
  });

  it('counts in the order of running: what waited is absent, and what came before it is not', async () => {
    const answers = await bulk(store(), [group('g', 'a'), user('b'), user('a', { refused: 409 }), user('c')], 1);
    expect(answers.map(({ bulkId, status }) => [bulkId, status])).toEqual([
      ['b', '201'],
      ['a', '409'],
    ]);
  });

  it('a user who was created in part still gets the manager who is there', async () => {
    const at = store();
    const answers = await bulk(at, [managed('a', 'b'), managed('b', 'a'), user('x', { refused: 409 })], 1);
    expect(statuses(answers)).toEqual(['201', '201', '409']);
    expect(at.resources.get('/Users/u1')).toMatchObject({ [ENTERPRISE]: { manager: 'u2' } });
  });

  it('counts the manager who was refused', async () => {
    const operations = [managed('a', 'b', { refuses: 403 }), managed('b', 'a'), user('x')];
    expect(statuses(await bulk(store(), operations, 1))).toEqual(['403', '201']);
  });

  it('and is told that the manager was not reached', async () => {
    const at = store();
    const answers = await bulk(at, [managed('a', 'b'), user('x', { refused: 409 }), managed('b', 'a')], 1);
    expect(answers.map(({ bulkId, status }) => [bulkId, status])).toEqual([
      ['a', '400'],
      ['x', '409'],
    ]);
    expect(answers[0].response.detail).toMatch(/created without its manager.*"b" failed or was not run/);
    expect(answers[0].location).toBe(`${BASE}/Users/u1`);
  });
});

describe('references', () => {
  it('SCIM 5.2.40 to operations before and behind are replaced by ids, in data and in paths', async () => {
    const at = store();
    const answers = await bulk(at, [
      group('g', 'a', 'b'),
      user('a'),
      { method: 'PATCH', path: '/Groups/bulkId:g', data: { Operations: [{ path: 'members[value eq "bulkId:a"]' }] } },
      { method: 'PUT', path: '/Users/bulkId:b', data: { userName: 'bulkId:a' } },
      user('b'),
      { method: 'DELETE', path: '/Users/bulkId:a' },
    ]);
    expect(statuses(answers)).toEqual(['201', '201', '204', '200', '201', '204']);
    expect(at.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /Users',
      'POST /Users',
      'POST /Groups',
      'PUT /Users/u2',
      'PATCH /Groups/g3',
      'DELETE /Users/u1',
    ]);
    expect(at.resources.get('/Groups/g3')).toMatchObject({ members: [{ value: 'u1' }, { value: 'u2' }] });
    expect(at.calls[4]?.data).toEqual({ Operations: [{ path: 'members[value eq "u1"]' }] });
    expect(at.resources.get('/Users/u2')).toEqual({ userName: 'u1' });
    expect(answers[2].location).toBe(`${BASE}/Groups/g3`);
  });

  it('SCIM 5.2.40 to a bulkId that there is not are 400 for that operation', async () => {
    const at = store();
    const answers = await bulk(at, [
      group('g', 'nobody'),
      { method: 'DELETE', path: '/Users/bulkId:nobody' },
      { method: 'DELETE', bulkId: 'd', path: '/Users/1' },
      { method: 'PUT', path: '/Users/1', data: { x: 'bulkId:d' } },
      managed('a', ''),
      user('b'),
    ]);
    expect(statuses(answers)).toEqual(['400', '400', '404', '400', '400', '201']);
    for (const index of [0, 1, 3, 4])
      expect(answers[index].response).toMatchObject({ scimType: 'invalidValue', status: '400' });
    const bulkIds = ['nobody', 'nobody', 'd', ''];
    for (const [n, index] of [0, 1, 3, 4].entries())
      expect(answers[index].response.detail).toContain(`No POST of this request has the bulkId "${bulkIds[n]}"`);
    expect(answers[1].location).toBeUndefined();
    expect(answers[3].location).toBe(`${BASE}/Users/1`);
    expect(at.calls.map(({ path }) => path)).toEqual(['/Users/1', '/Users']);
  });

  it('SCIM 5.2.40 to a bulkId that is there twice are to the first', async () => {
    const at = store();
    const answers = await bulk(at, [group('g', 'a'), user('a'), user('a')]);
    expect(statuses(answers)).toEqual(['201', '201', '400']);
    expect(at.resources.get('/Groups/g2')).toMatchObject({ members: [{ value: 'u1' }] });
  });

  it('SCIM 5.2.40 to an operation that failed are 400 and say so, and so on', async () => {
    const at = store();
    const answers = await bulk(at, [
      group('g', 'a'),
      user('a', { refused: 409 }),
      group('h', 'g', 'b'),
      user('b'),
      { method: 'PATCH', path: '/Users/bulkId:b', data: { x: 'bulkId:g' } },
      { method: 'DELETE', path: '/Groups/bulkId:g' },
      user('a'),
    ]);
    expect(statuses(answers)).toEqual(['400', '409', '400', '201', '400', '400', '400']);
    expect(answers[0].response).toMatchObject({
      scimType: 'invalidValue',
      detail: expect.stringMatching(/"a" failed or was not run/),
    });
    expect(answers[4].location).toBe(`${BASE}/Users/u2`);
    expect(answers[5].location).toBeUndefined();
    expect(answers[6].response.detail).toMatch(/has the bulkId "a" of Operations\[1\]/);
    expect(at.calls).toHaveLength(2);
  });
});

describe('circles', () => {
  it('SCIM 5.2.40 of managers are opened: one is created without, and given the manager afterwards', async () => {
    const at = store();
    const answers = await bulk(at, [
      group('g', 'a'),
      managed('a', 'b'),
      user('x'),
      managed('b', 'c'),
      managed('c', 'a'),
    ]);
    expect(statuses(answers)).toEqual(['201', '201', '201', '201', '201']);
    const [, a, , b, c] = answers.map(({ location }) => String(location).split('/').at(-1));
    expect([a, b, c].map((id) => at.resources.get(`/Users/${id}`)?.[ENTERPRISE])).toEqual([
      { manager: b },
      { manager: c },
      { manager: a },
    ]);
    expect(at.calls.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST', 'POST', 'POST', 'PATCH']);
    expect(at.calls[0]?.data).toEqual({ userName: 'a', [ENTERPRISE]: {} });
    // The version is the one that the manager left behind.
    expect(answers[1].version).toBe('W/"6"');
  });

  it('SCIM 5.2.40 when the manager is refused, the answer says that the user was created without', async () => {
    const at = store();
    const answers = await bulk(at, [managed('a', 'b', { refuses: 403 }), managed('b', 'a'), group('g', 'a')]);
    expect(answers).toEqual([
      {
        method: 'POST',
        bulkId: 'a',
        location: `${BASE}/Users/u1`,
        status: '403',
        response: {
          schemas: [ERROR],
          status: '403',
          detail: 'The user was created without its manager, which was refused: Not this one.',
        },
      },
      expect.objectContaining({ bulkId: 'b', status: '201' }),
      expect.objectContaining({ bulkId: 'g', status: '201' }),
    ]);
  });

  it('when the manager failed, it says so too; when the user failed, nothing is set', async () => {
    const failing = await bulk(store(), [managed('a', 'b'), managed('b', 'a', { refused: 409 })]);
    expect(failing.map(({ status, response }) => [status, response.detail])).toEqual([
      ['400', expect.stringMatching(/created without its manager.*"b" failed/)],
      ['409', 'No.'],
    ]);
    const at = store();
    const failed = await bulk(at, [managed('a', 'b', { refused: 409 }), managed('b', 'a')]);
    expect(failed.map(({ status, response }) => [status, response.detail])).toEqual([
      ['409', 'No.'],
      ['400', expect.stringMatching(/"a" failed/)],
    ]);
    expect(at.calls).toHaveLength(1);
  });

  it('SEC-R30 SCIM 5.2.40 of groups are 400 for each of them, and nothing of them is created', async () => {
    const at = store();
    const answers = await bulk(at, [
      group('a', 'b'),
      group('b', 'u', 'c'),
      group('c', 'a'),
      user('u'),
      group('d', 'a'),
    ]);
    expect(statuses(answers)).toEqual(['400', '400', '400', '201', '400']);
    for (const { response } of answers.slice(0, 3)) {
      expect(response).toMatchObject({ schemas: [ERROR], scimType: 'invalidValue', status: '400' });
      expect(response.detail).toMatch(/circle.*Groups cannot contain each other/);
    }
    expect(answers[4].response.detail).toMatch(/"a" failed/);
    expect([...at.resources.keys()]).toEqual(['/Users/u1']);
  });

  it('SEC-R30 who refers to itself is 400', async () => {
    const at = store();
    const answers = await bulk(at, [group('a', 'a'), managed('b', 'b')]);
    expect(answers.map(({ status, response }) => [status, response.scimType])).toEqual([
      ['400', 'invalidValue'],
      ['400', 'invalidValue'],
    ]);
    expect(at.calls).toEqual([]);
  });
});

describe('any bulk', () => {
  type Person = { kind: 'user'; manager: number | null } | { kind: 'group'; members: number[] };
  const anyPeople: fc.Arbitrary<Person[]> = fc.integer({ min: 1, max: 15 }).chain((size) =>
    fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('user' as const), manager: fc.option(fc.nat(size - 1)) }),
        fc.record({
          kind: fc.constant('group' as const),
          members: fc.uniqueArray(fc.nat(size - 1), { maxLength: 4 }),
        }),
      ),
      { minLength: size, maxLength: size },
    ),
  );
  /** Nobody's manager is a group. */
  const people = anyPeople.map((all) =>
    all.map((each) =>
      each.kind === 'user' && each.manager !== null && all[each.manager]?.kind === 'group'
        ? { ...each, manager: null }
        : each,
    ),
  );

  /** Who cannot be: in a circle that has a group, one's own, or in need of such a one. */
  function impossible(all: readonly Person[]): Set<number> {
    const needsOf = (index: number): number[] => {
      const each = all[index];
      if (each?.kind === 'group') return each.members;
      return each === undefined || each.manager === null ? [] : [each.manager];
    };
    const must = (index: number): number[] => (all[index]?.kind === 'group' ? needsOf(index) : []);
    const reached = (from: number): Set<number> => {
      const seen = new Set(must(from));
      for (const each of seen) for (const next of must(each)) seen.add(next);
      return seen;
    };
    const bad = new Set([...all.keys()].filter((each) => reached(each).has(each) || needsOf(each).includes(each)));
    for (const _ of all)
      for (const each of all.keys()) if (needsOf(each).some((other) => bad.has(other))) bad.add(each);
    return bad;
  }

  it('makes what was asked for, in whatever order it was sent', async () => {
    const shuffled = people.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all.keys()], { minLength: all.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([all, order]) => {
        const at = store();
        const operations = order.map((index) => {
          const each = all[index];
          if (each?.kind === 'group') return group(`${index}`, ...each.members.map(String));
          return each?.manager === null || each === undefined
            ? user(`${index}`)
            : managed(`${index}`, `${each.manager}`);
        });
        const answers = await bulk(at, operations);
        expect(answers.map(({ bulkId }) => Number(bulkId))).toEqual(order);
        const bad = impossible(all);
        expect(at.resources.size).toBe(all.length - bad.size);
        const idOf = new Map<number, string>(
          answers.map(({ bulkId, location }) => [Number(bulkId), String(location).split('/').at(-1) ?? '']),
        );
        for (const { bulkId, status, location } of answers) {
          const index = Number(bulkId);
          const made = at.resources.get(String(location).slice(BASE.length));
          const each = all[index];
          expect(status).toBe(bad.has(index) ? '400' : '201');
          if (bad.has(index)) expect(location).toBeUndefined();
          else if (each?.kind === 'group') {
            expect(made?.['members']).toEqual(each.members.map((member) => ({ value: idOf.get(member) })));
          } else {
            expect((made?.[ENTERPRISE] as { manager?: string } | undefined)?.manager).toBe(
              each === undefined || each.manager === null ? undefined : idOf.get(each.manager),
            );
          }
        }
      }),
    );
  });

  it('of the greatest size is answered: 1,000 operations that refer to each other, 10,000 members', async () => {
    const at = store();
    const users = Array.from({ length: 999 }, (_, n) => managed(`u${n}`, `u${(n + 1) % 999}`));
    const members = Array.from({ length: 10_000 }, (_, n) => `u${n % 999}`);
    const answers = await bulk(at, [group('g', ...members), ...users]);
    expect(new Set(statuses(answers))).toEqual(new Set(['201']));
    expect(at.calls).toHaveLength(1_001);
  });
});
