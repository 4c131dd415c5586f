import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService, type TestService } from '../../../support/building.ts';
import {
  apiOf,
  expectScimError,
  find,
  groupBody,
  membersOf,
  newDirectory,
  newGroup,
  newUser,
  type Reply,
  type Sending,
  send,
  type TestDirectory,
  URN,
  userBody,
} from '../../../support/clients.ts';

const MAX_BYTES = 10_485_760;

let service: TestService;
let directory: TestDirectory;
beforeAll(async () => {
  ({ service } = await sharedService());
  directory = await newDirectory(service);
});

let names = 0;
const newName = () => `bulk${++names}@corp.example`;
const bulk = (Operations: readonly object[], more: object = {}, sending: Sending = {}): Promise<Reply> =>
  directory.scim('/Bulk', {
    method: 'POST',
    body: { schemas: [URN.bulkRequest], Operations, ...more },
    ...sending,
  });
const user = (bulkId: string, more: object = {}, userName = newName()) => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data: userBody(userName, more),
});
const managed = (bulkId: string, manager: unknown) => user(bulkId, { [URN.enterprise]: { manager } });
const group = (bulkId: string, ...members: readonly string[]) => ({
  method: 'POST',
  path: '/Groups',
  bulkId,
  data: groupBody(newName(), { members: members.map((value) => ({ value })) }),
});
const patching = (path: string, ...Operations: readonly object[]) => ({
  method: 'PATCH',
  path,
  data: { schemas: [URN.patch], Operations },
});
const at = (location: string): Promise<Reply> => send(location, { token: directory.token });
const statusesOf = ({ status, body, text }: Reply): string[] => {
  if (status !== 200) throw new Error(`there is no bulk answer: ${status} ${text}`);
  return body.Operations.map((each: { status: string }) => each.status);
};
const idsOf = ({ body }: Reply): string[] =>
  body.Operations.map(({ location }: { location?: string }) => location?.split('/').at(-1) ?? '');
const eventsOf = (subjectId: string) =>
  service.database.readAs(directory.organizationId, (tx) => tx.models.event.findMany({ where: { subjectId } }));
const typesOf = async (subjectId: string) => (await eventsOf(subjectId)).map(({ type }) => type).sort();

describe('a bulk', () => {
  it('SCIM 5.2.40 creates, changes and deletes, and answers each with status, location and version', async () => {
    const [old, gone] = [await newUser(directory, newName()), await newUser(directory, newName())];
    const reply = await bulk([
      user('ada'),
      { method: 'put', path: `/Users/${old.id}`, data: userBody(old.userName, { title: 'put' }) },
      patching(`${directory.base}/Users/${old.id}`, { op: 'add', path: 'nickName', value: 'patched' }),
      { method: 'DELETE', path: `/Users/${gone.id}` },
      group('all', old.id, 'bulkId:ada'),
    ]);
    expect([reply.status, reply.headers.get('content-type'), Object.keys(reply.body)]).toEqual([
      200,
      expect.stringMatching(/^application\/scim\+json\b/),
      ['schemas', 'Operations'],
    ]);
    expect(reply.body.schemas).toEqual([URN.bulkResponse]);
    const [adaId, , , , allId] = idsOf(reply);
    const [ada, now, all] = [
      await at(`${directory.base}/Users/${adaId}`),
      await at(`${directory.base}/Users/${old.id}`),
      await at(`${directory.base}/Groups/${allId}`),
    ];
    const version = expect.stringMatching(/^W\/"/);
    expect(reply.body.Operations).toEqual([
      { method: 'POST', bulkId: 'ada', version, location: ada.body.meta.location, status: '201' },
      { method: 'PUT', version, location: now.body.meta.location, status: '200' },
      { method: 'PATCH', version, location: now.body.meta.location, status: '200' },
      { method: 'DELETE', location: gone.meta.location, status: '204' },
      {
        method: 'POST',
        bulkId: 'all',
        version: all.body.meta.version,
        location: all.body.meta.location,
        status: '201',
      },
    ]);
    expect(now.body).toMatchObject({ title: 'put', nickName: 'patched' });
    expect((await at(gone.meta.location)).status).toBe(404);
    expect(await membersOf(directory, String(allId))).toEqual([String(old.id), String(adaId)].sort());
    expect(ada.body.groups).toEqual([expect.objectContaining({ value: allId })]);
  });

  it('SCIM 5.2.40 records what it did, as requests of their own would, refusals included', async () => {
    const old = await newUser(directory, newName());
    const reply = await bulk([
      user('ada'),
      group('all', 'bulkId:ada'),
      patching(`/Users/${old.id}`, { op: 'replace', path: 'title', value: 'x' }),
      patching('/Groups/bulkId:all', { op: 'add', path: 'members', value: [{ value: old.id }] }),
      user('taken', {}, old.userName),
      { method: 'DELETE', path: '/Users/bulkId:ada' },
    ]);
    expect(statusesOf(reply)).toEqual(['201', '201', '200', expect.stringMatching(/^20[04]$/), '409', '204']);
    const [adaId = '', allId = ''] = idsOf(reply);
    expect(await typesOf(adaId)).toEqual(['user.created', 'user.deleted']);
    expect(await typesOf(allId)).toEqual(['group.created', 'group.members_changed']);
    expect(await typesOf(old.id)).toEqual(['user.created', 'user.updated']);
    expect(await typesOf(directory.organizationId)).toContain('users.create.refused');
    expect(await membersOf(directory, allId)).toEqual([old.id]);
  });

  it('SCIM 5.2.40 resolves references forward, in members, value paths, paths and managers', async () => {
    const reply = await bulk([
      group('team', 'bulkId:squad', 'bulkId:ada', 'bulkId:bob'),
      patching('/Groups/bulkId:team', { op: 'remove', path: 'members[value eq "bulkId:bob"]' }),
      patching('/Users/bulkId:bob', { op: 'Add', path: `${URN.enterprise}:manager`, value: 'bulkId:ada' }),
      group('squad', 'bulkId:bob'),
      user('bob'),
      managed('eve', [{ value: 'bulkId:bob', $ref: '../Users/bulkId:bob' }]),
      user('ada'),
    ]);
    expect(statusesOf(reply)).toEqual(['201', expect.stringMatching(/^20[04]$/), '200', '201', '201', '201', '201']);
    const [team = '', , , squad = '', bob = '', eve = '', ada = ''] = idsOf(reply);
    expect(await membersOf(directory, team)).toEqual([squad, ada].sort());
    expect(await membersOf(directory, squad)).toEqual([bob]);
    const managerOf = async (id: string) => (await directory.scim(`/Users/${id}`)).body[URN.enterprise].manager.value;
    expect([await managerOf(bob), await managerOf(eve)]).toEqual([ada, bob]);
  });

  it('SCIM 5.2.40 opens a circle of managers, and tells the version that the manager left behind', async () => {
    const reply = await bulk([managed('a', 'bulkId:b'), managed('b', { value: 'bulkId:c' }), managed('c', 'bulkId:a')]);
    expect(statusesOf(reply)).toEqual(['201', '201', '201']);
    const [a, b, c] = idsOf(reply);
    const users = await Promise.all(reply.body.Operations.map(({ location }: { location: string }) => at(location)));
    expect(users.map(({ body }) => body[URN.enterprise].manager.value)).toEqual([b, c, a]);
    expect(reply.body.Operations[0].version).toBe(users[0].body.meta.version);
  });

  it('SCIM 5.2.40 one bad operation does not undo the others', async () => {
    const old = await newUser(directory, newName());
    const reply = await bulk([
      user('a'),
      user('b', {}, old.userName.toUpperCase()),
      patching(
        `/Users/${old.id}`,
        { op: 'replace', path: 'title', value: 'kept' },
        { op: 'replace', path: 'shoeSize', value: 9 },
      ),
      { method: 'PUT', path: '/Users/12345', data: userBody(newName()) },
      { method: 'POST', path: '/Users', data: userBody(newName()) },
      user('a'),
      { method: 'POST', path: '/Bulk', bulkId: 'c', data: { Operations: [user('x')] } },
      group('d', 'bulkId:nobody'),
      group('e', 'bulkId:b'),
      user('f', { active: 'perhaps' }),
      user('g'),
    ]);
    const answers = reply.body.Operations;
    expect(
      answers.map(({ status, response }: { status: string; response?: Reply['body'] }) => [status, response?.scimType]),
    ).toEqual([
      ['201', undefined],
      ['409', 'uniqueness'],
      ['400', 'invalidPath'],
      ['404', undefined],
      ['400', 'invalidSyntax'],
      ['400', 'invalidSyntax'],
      ['400', 'invalidSyntax'],
      ['400', 'invalidValue'],
      ['400', 'invalidValue'],
      ['400', 'invalidValue'],
      ['201', undefined],
    ]);
    for (const { status, response } of answers)
      if (status !== '201')
        expect(response).toMatchObject({ schemas: [URN.error], status, detail: expect.stringMatching(/ /) });
    expect(answers[2].location).toBe(old.meta.location);
    expect(answers[1]).not.toHaveProperty('location');
    expect((await at(old.meta.location)).body.title).toBeUndefined();
    expect((await at(answers[10].location)).status).toBe(200);
  });

  it('SCIM 5.2.40 stops after failOnErrors errors, and leaves out what was not run', async () => {
    const [kept, lost] = [newName(), newName()];
    const reply = await bulk(
      [{ method: 'DELETE', path: '/Users/1' }, user('a', {}, kept), user('b', {}, kept), user('c', {}, lost)],
      {
        failOnErrors: 2,
      },
    );
    expect(statusesOf(reply)).toEqual(['404', '201', '409']);
    const totalOf = async (name: string) => (await find(directory, 'Users', `userName eq "${name}"`)).body.totalResults;
    expect([await totalOf(kept), await totalOf(lost)]).toEqual([1, 0]);
    for (const failOnErrors of [-1, '1', 1.5])
      expectScimError(await bulk([user('a')], { failOnErrors }), 400, 'invalidValue');
  });

  it('SCIM 5.2.39 SCIM 5.2.40 a version that is not the resource’s is 412 for that operation', async () => {
    const old = await newUser(directory, newName());
    const titled = (title: string, version: string) => ({
      ...patching(`/Users/${old.id}`, { op: 'replace', path: 'title', value: title }),
      version,
    });
    const reply = await bulk([titled('first', old.meta.version), titled('second', old.meta.version)]);
    expect(statusesOf(reply)).toEqual(['200', '412']);
    expect((await at(old.meta.location)).body.title).toBe('first');
  });

  it('SCIM 5.2.40 adopts an inactive user as POST does, and others can refer to them', async () => {
    const old = await newUser(directory, newName());
    await directory.scim(`/Users/${old.id}`, {
      method: 'PATCH',
      body: { Operations: [{ op: 'replace', value: { active: false } }] },
    });
    const reply = await bulk([group('all', 'bulkId:again'), user('again', {}, old.userName)]);
    expect(statusesOf(reply)).toEqual(['201', '201']);
    expect(idsOf(reply)[1]).toBe(old.id);
    expect(await membersOf(directory, String(idsOf(reply)[0]))).toEqual([old.id]);
  });

  it('shows no resource in its answer, and so no attribute of one', async () => {
    const { text } = await bulk([user('a', { password: 'Sup3rSecret!', nickName: 'Nobody sees' })]);
    expect(text).not.toMatch(/Sup3rSecret|Nobody sees|userName/);
  });

  it('lets others be answered while it runs', async () => {
    let isOver = false;
    const running = bulk(Array.from({ length: 300 }, (_, n) => user(`u${n}`))).then((reply) => {
      isOver = true;
      return reply;
    });
    const total = async () => (await directory.scim('/Users?count=0')).body.totalResults;
    await expect.poll(total, { interval: 1, timeout: 10_000 }).toBeGreaterThan(100);
    expect(isOver).toBe(false);
    expect(new Set(statusesOf(await running))).toEqual(new Set(['201']));
  });

  it('SCIM 5.1.12 SCIM 5.2.40 is declared with its limits', async () => {
    const { body } = await directory.scim('/ServiceProviderConfig');
    expect(body.bulk).toEqual({ supported: true, maxOperations: 1_000, maxPayloadSize: MAX_BYTES });
  });

  it('SCIM 5.2.38 is refused as a whole only for what is no bulk', async () => {
    for (const body of [
      '',
      '{',
      '[]',
      '{}',
      '{"Operations":[]}',
      '{"Operations":{}}',
      '{"Operations":[1],"operations":[1]}',
    ])
      expectScimError(await directory.scim('/Bulk', { method: 'POST', body }), 400, 'invalidSyntax');
    const polluted = '{"Operations":[{"method":"POST","bulkId":"a","path":"/Users","data":{"__proto__":{"a":1}}}]}';
    expectScimError(await directory.scim('/Bulk', { method: 'POST', body: polluted }), 400, 'invalidPath');
    const get = await directory.scim('/Bulk');
    expectScimError(get, 405);
    expect(get.headers.get('allow')).toBe('POST');
    expectScimError(await bulk([user('a')], {}, { headers: { 'content-type': 'text/plain' } }), 415);
    expectScimError(await bulk([user('a')], {}, { token: 'unknown' }), 401);
  });
});

describe('SEC-R30', () => {
  it('SEC-R30 SCIM 5.2.40 takes 1,000 operations, and 1,001 are 413, none of them run', async () => {
    const name = newName();
    const some = (length: number) => Array.from({ length }, () => ({ method: 'DELETE', path: '/Users/1' }));
    expect(statusesOf(await bulk(some(1_000)))).toEqual(Array.from({ length: 1_000 }, () => '404'));
    const reply = await bulk([user('a', {}, name), ...some(1_000)]);
    expectScimError(reply, 413);
    expect(reply.body.detail).toMatch(/1000/);
    expect((await find(directory, 'Users', `userName eq "${name}"`)).body.totalResults).toBe(0);
  });

  it('SEC-R30 SCIM 5.2.40 takes 10 MB, and more is 413 and not read', async () => {
    const sized = (bytes: number): string => {
      const text = (padding: string) =>
        JSON.stringify({ padding, Operations: [{ method: 'DELETE', path: '/Users/1' }] });
      return text('x'.repeat(bytes - text('').length));
    };
    const sent = (body: string) => directory.scim('/Bulk', { method: 'POST', body });
    expect(statusesOf(await sent(sized(MAX_BYTES)))).toEqual(['404']);
    expectScimError(await sent(sized(MAX_BYTES + 1)), 413);
    expectScimError(await sent(sized(11_000_000)), 413);
    // The other addresses take as much as before.
    expectScimError(await directory.scim('/Users', { method: 'POST', body: sized(1_100_000) }), 413);
  });

  it('SEC-R30 SCIM 5.2.40 groups that contain each other are 400 for each, and none of them is created', async () => {
    const groups = [
      group('a', 'bulkId:b'),
      group('b', 'bulkId:c'),
      group('c', 'bulkId:a'),
      group('self', 'bulkId:self'),
    ];
    const reply = await bulk([...groups, user('ada')]);
    expect(statusesOf(reply)).toEqual(['400', '400', '400', '400', '201']);
    for (const { response } of reply.body.Operations.slice(0, 4))
      expect(response).toMatchObject({ scimType: 'invalidValue', detail: expect.stringMatching(/circle/) });
    for (const { data } of groups) {
      const { body } = await find(directory, 'Groups', `displayName eq "${String(data['displayName'])}"`);
      expect(body.totalResults).toBe(0);
    }
  });

  it('SEC-R30 nor do they get to contain each other by a PATCH behind', async () => {
    const reply = await bulk([
      group('a', 'bulkId:b'),
      group('b'),
      patching('/Groups/bulkId:b', { op: 'add', path: 'members', value: [{ value: 'bulkId:a' }] }),
    ]);
    expect(statusesOf(reply)).toEqual(['201', '201', '400']);
    expect(await membersOf(directory, String(idsOf(reply)[1]))).toEqual([]);
  });

  it('SEC-R30 SEC-R27 another organization’s and another directory’s ids are 404 for their operations, and stay as they are', async () => {
    const [foreign, sibling] = [await newDirectory(service), await newDirectory(service, directory.organizationId)];
    for (const other of [foreign, sibling]) {
      const victim = await newUser(other, newName());
      const guild = await newGroup(other, newName(), [victim.id]);
      const [before, guildBefore] = [await other.scim(`/Users/${victim.id}`), await other.scim(`/Groups/${guild.id}`)];
      const own = await newGroup(directory, newName());
      const reply = await bulk([
        { method: 'PUT', path: `/Users/${victim.id}`, data: userBody(newName()) },
        patching(`/Users/${victim.id}`, { op: 'replace', value: { active: false } }),
        { method: 'DELETE', path: `/Users/${victim.id}` },
        { method: 'PUT', path: `/Groups/${guild.id}`, data: groupBody(newName()) },
        patching(`/Groups/${guild.id}`, { op: 'remove', path: `members[value eq "${victim.id}"]` }),
        { method: 'DELETE', path: `/Groups/${guild.id}` },
        group('a', victim.id),
        group('b', guild.id),
        patching(`/Groups/${own.id}`, { op: 'add', path: 'members', value: [{ value: victim.id }] }),
        { method: 'DELETE', path: `${other.base}/Users/${victim.id}` },
        user('fine'),
      ]);
      expect(statusesOf(reply)).toEqual([...Array.from({ length: 10 }, () => '404'), '201']);
      expect(reply.text).not.toContain(before.body.userName);
      expect((await other.scim(`/Users/${victim.id}`)).body).toEqual(before.body);
      expect((await other.scim(`/Groups/${guild.id}`)).body).toEqual(guildBefore.body);
      expect(await membersOf(directory, own.id)).toEqual([]);
      // A manager is somebody of the same organization; whether of the same directory, a single PUT says as well.
      const single = await directory.scim('/Users', { method: 'POST', body: managed('m', victim.id).data });
      expect(statusesOf(await bulk([managed('m', victim.id)]))).toEqual([`${single.status}`]);
      // Our token counts at our own address alone.
      expect(
        (
          await send(`${other.base}/Bulk`, {
            method: 'POST',
            token: directory.token,
            body: { Operations: [user('x')] },
          })
        ).status,
      ).toBe(401);
    }
  });

  it('SEC-R30 SEC-R27 a read-only token is refused each operation with 403, and changes nothing', async () => {
    const path = `/organizations/${directory.organizationId}/directories/${directory.directoryId}/tokens`;
    const { secret } = (await apiOf(service).post(path, { access: 'read_only' })).body;
    const old = await newUser(directory, newName());
    const own = await newGroup(directory, newName(), [old.id]);
    const name = newName();
    const reply = await bulk(
      [
        user('a', {}, name),
        { method: 'PUT', path: `/Users/${old.id}`, data: userBody(name) },
        patching(`/Users/${old.id}`, { op: 'replace', value: { active: false } }),
        { method: 'DELETE', path: `/Users/${old.id}` },
        group('g'),
        patching(`/Groups/${own.id}`, { op: 'replace', path: 'members', value: [] }),
        { method: 'DELETE', path: `/Groups/${own.id}` },
      ],
      {},
      { token: secret },
    );
    expect(statusesOf(reply)).toEqual(Array.from({ length: 7 }, () => '403'));
    for (const { response } of reply.body.Operations) expect(response.detail).toMatch(/read-only/);
    expect((await find(directory, 'Users', `userName eq "${name}"`)).body.totalResults).toBe(0);
    expect((await at(old.meta.location)).body).toMatchObject({ userName: old.userName, active: true });
    expect(await membersOf(directory, own.id)).toEqual([old.id]);
  });
});
