import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService, type TestService } from '../../../support/building.ts';
import {
  expectScimError,
  find,
  groupBody,
  membersOf,
  newDirectory,
  newGroup,
  newUser,
  patchOf,
  type Reply,
  send,
  type TestDirectory,
  URN,
  userBody,
} from '../../../support/clients.ts';

let service: TestService;
let directory: TestDirectory;
beforeAll(async () => {
  ({ service } = await sharedService());
  directory = await newDirectory(service);
});

let names = 0;
const newName = () => `wire${++names}@corp.example`;
const user = (more: object = {}) => newUser(directory, newName(), more);
const group = (...members: string[]) => newGroup(directory, `Wire ${++names}`, members);
const read = async (path: string) => (await directory.scim(path)).body;
const post = (path: string, body: object): Promise<Reply> => directory.scim(path, { method: 'POST', body });
const keysOf = (resource: object) => Object.keys(resource).toSorted();
const rename = (displayName: string) => patchOf({ op: 'replace', path: 'displayName', value: displayName });

describe('RFC 7644 §3.9 projection', () => {
  it('SCIM 5.2.35 attributes shows those and what is always shown, on every verb', async () => {
    const body = () => userBody(newName(), { title: 'x', [URN.enterprise]: { department: 'Y', division: 'Z' } });
    const query = '?attributes=userName,name.familyName,emails.value';
    const made = await post(`/Users${query}`, body());
    const { id } = made.body;
    const path = `/Users/${id}`;
    const filter = encodeURIComponent(`id eq "${id}"`);
    const replies = [
      [201, made],
      [200, await directory.scim(`${path}${query}`)],
      [200, await directory.scim(`${path}${query}`, { method: 'PUT', body: { ...body(), title: 'PUT' } })],
      [200, await directory.scim(`${path}${query}`, rename('PATCH'))],
    ] as const;
    for (const [status, reply] of replies) {
      expect(reply.status).toBe(status);
      const { userName, emails } = reply.body;
      expect(keysOf(reply.body)).toEqual(['emails', 'id', 'name', 'schemas', 'userName']);
      expect([reply.body.id, reply.body.name, emails]).toEqual([id, { familyName: 'Lovelace' }, [{ value: userName }]]);
    }
    expect(made.headers.get('location')).toBe(`${directory.base}${path}`);
    for (const list of [
      await directory.scim(`/Users${query}&filter=${filter}`),
      await post('/Users/.search', {
        attributes: ['userName', 'name.familyName', 'emails.value'],
        filter: `id eq "${id}"`,
      }),
    ])
      expect(keysOf(list.body.Resources[0])).toEqual(['emails', 'id', 'name', 'schemas', 'userName']);
    expect(await read(path)).toMatchObject({ title: 'PUT', displayName: 'PATCH' });
  });

  it('SCIM 5.2.35 excludedAttributes hides those, but never what is always shown', async () => {
    const { id } = await user({ title: 'x', [URN.enterprise]: { department: 'Y', division: 'Z' } });
    const { id: groupId } = await group(id);
    const excluded = await read(`/Users/${id}?excludedAttributes=title,name.givenName,groups,meta,id,schemas,emails`);
    expect(keysOf(excluded)).toEqual(
      [URN.enterprise, 'active', 'displayName', 'id', 'name', 'schemas', 'userName'].toSorted(),
    );
    expect(excluded.name).toEqual({ familyName: 'Lovelace' });
    const department = await read(`/Users/${id}?excludedAttributes=${URN.enterprise}:department`);
    expect(department[URN.enterprise]).toEqual({ division: 'Z' });
    expect(await read(`/Users/${id}?excludedAttributes=${URN.enterprise}`)).not.toHaveProperty([URN.enterprise]);
    for (const path of [`/Groups/${groupId}`, `/Groups?filter=${encodeURIComponent(`id eq "${groupId}"`)}`]) {
      const text = (await directory.scim(`${path}${path.includes('?') ? '&' : '?'}excludedAttributes=members`)).text;
      expect([path, text.includes(groupId), text.includes(id)]).toEqual([path, true, false]);
    }
    const put = await directory.scim(`/Groups/${groupId}?excludedAttributes=members`, {
      method: 'PUT',
      body: groupBody('Excluded', { members: [{ value: id }] }),
    });
    expect([put.status, 'members' in put.body]).toEqual([200, false]);
    expect(await membersOf(directory, groupId)).toEqual([id]);
    const made = await post('/Groups?excludedAttributes=members,meta', groupBody('Made', { members: [{ value: id }] }));
    expect(keysOf(made.body)).toEqual(['displayName', 'id', 'schemas']);
  });

  it('SCIM 5.2.35 what is computed is projected too: groups, members, meta, and their parts', async () => {
    const { id } = await user({ externalId: 'projected' });
    const { id: groupId, displayName } = await group(id);
    const shown = async (path: string) => {
      const { schemas: _, id: __, ...rest } = await read(path);
      return rest;
    };
    const groups = [
      { value: groupId, $ref: `${directory.base}/Groups/${groupId}`, display: displayName, type: 'direct' },
    ];
    expect(await shown(`/Users/${id}?attributes=groups`)).toEqual({ groups });
    expect(await shown(`/Users/${id}?attributes=groups.display,externalId`)).toEqual({
      groups: [{ display: displayName }],
      externalId: 'projected',
    });
    expect(await shown(`/Users/${id}?attributes=meta.location`)).toEqual({
      meta: { location: `${directory.base}/Users/${id}` },
    });
    expect(await shown(`/Users/${id}?excludedAttributes=groups`)).not.toHaveProperty('groups');
    expect(await shown(`/Groups/${groupId}?attributes=members.value`)).toEqual({ members: [{ value: id }] });
    expect(await shown(`/Groups/${groupId}?attributes=displayName`)).toEqual({ displayName });
    const { members } = await shown(`/Groups/${groupId}?excludedAttributes=members.$ref`);
    expect(members).toEqual([{ value: id, type: 'User' }]);
    const [listed] = (await find(directory, 'Groups', `id eq "${groupId}"`)).body.Resources;
    expect(listed.members).toHaveLength(1);
  });

  it('SCIM 5.2.35 both together are 400 and do nothing; password is never shown', async () => {
    const { id } = await user();
    const before = await read(`/Users/${id}`);
    const both = '?attributes=userName&excludedAttributes=title';
    const sendings: [string, object][] = [
      [`/Users/${id}`, {}],
      ['/Users', {}],
      ['/Groups', {}],
      ['', {}],
      [`/Users/${id}`, rename('Both')],
      [`/Users/${id}`, { method: 'PUT', body: userBody('both@corp.example') }],
      ['/Users', { method: 'POST', body: userBody('both@corp.example') }],
    ];
    for (const [path, sending] of sendings) {
      const { status, body } = await directory.scim(`${path}${both}`, sending);
      expect([path, sending, status, body.schemas]).toEqual([path, sending, 400, [URN.error]]);
    }
    expect(await read(`/Users/${id}`)).toEqual(before);
    expect((await find(directory, 'Users', 'userName eq "both@corp.example"')).body.totalResults).toBe(0);
    expect(keysOf(await read(`/Users/${id}?attributes=password`))).toEqual(['id', 'schemas']);
  });

  it('SCIM 5.2.36 fully qualified names work in filter, sort, attributes and paths', async () => {
    const own = await newDirectory(service);
    const made = await Promise.all(
      ['2', '1'].map((employeeNumber) =>
        newUser(own, `q${employeeNumber}@corp.example`, { [URN.enterprise]: { employeeNumber } }),
      ),
    );
    const query = new URLSearchParams({
      filter: `${URN.user}:userName sw "q" and ${URN.enterprise}:employeeNumber pr`,
      sortBy: `${URN.enterprise}:employeeNumber`,
      attributes: `${URN.user}:userName,${URN.enterprise}:employeeNumber`,
    });
    const { body } = await own.scim(`/Users?${query.toString()}`);
    expect(body.Resources).toEqual(
      made.toReversed().map(({ id, userName, ...rest }) => ({
        schemas: [URN.user, URN.enterprise],
        id,
        userName,
        [URN.enterprise]: rest[URN.enterprise],
      })),
    );
    const patched = await own.scim(
      `/Users/${made[0].id}`,
      patchOf(
        { op: 'replace', path: `${URN.user}:name.givenName`, value: 'Augusta' },
        { op: 'replace', path: `${URN.user}:emails[type eq "work"].value`, value: 'q@q.example' },
        { op: 'replace', path: `${URN.enterprise}:employeeNumber`, value: '3' },
        { op: 'add', value: { [`${URN.user}:title`]: 'Countess' } },
      ),
    );
    expect(patched.body).toMatchObject({
      name: { givenName: 'Augusta' },
      emails: [{ value: 'q@q.example', type: 'work' }],
      title: 'Countess',
      [URN.enterprise]: { employeeNumber: '3' },
    });
  });
});

describe('RFC 7644 §3.11 to §3.14', () => {
  it('SCIM 5.2.37 /Me with a directory’s token is 501, and touches nobody', async () => {
    for (const sending of [{}, rename('Me'), { method: 'PUT', body: userBody(newName()) }, { method: 'DELETE' }])
      expectScimError(await directory.scim('/Me', sending), 501);
  });

  it('SCIM 5.2.38 every refusal is a SCIM Error with a string status and a type from the list', async () => {
    const { id, userName } = await user();
    const refusals: [number, string | undefined, Reply][] = [
      [400, 'invalidFilter', await find(directory, 'Users', 'x')],
      [400, 'invalidSyntax', await directory.scim('/Users', { method: 'POST', body: '{' })],
      [400, 'invalidValue', await post('/Users', {})],
      [400, 'invalidPath', await directory.scim(`/Users/${id}`, patchOf({ op: 'add', path: 'x', value: 1 }))],
      [400, 'noTarget', await directory.scim(`/Users/${id}`, patchOf({ op: 'remove' }))],
      [400, 'mutability', await directory.scim(`/Users/${id}`, patchOf({ op: 'replace', path: 'id', value: 'x' }))],
      [409, 'uniqueness', await post('/Users', userBody(userName))],
      [401, undefined, await send(`${directory.base}/Bulk`, { method: 'POST', token: 'x', body: {} })],
      [404, undefined, await directory.scim('/Nothing')],
      [404, undefined, await directory.scim('/Groups/nobody')],
      [405, undefined, await directory.scim('/Groups', { method: 'PATCH', body: {} })],
      [
        415,
        undefined,
        await directory.scim('/Groups', { method: 'POST', body: 'x', headers: { 'content-type': 'text/csv' } }),
      ],
    ];
    for (const [status, type, reply] of refusals) expectScimError(reply, status, type);
    expect(refusals.map(([, , { headers }]) => headers.get('allow')).filter((allow) => allow !== null)).toEqual([
      'GET, POST',
    ]);
  });

  it('SCIM 5.2.39 the address has /v2/ in it, and works with and without a slash at the end', async () => {
    expect(directory.base).toContain('/scim/v2/');
    for (const path of ['/Users/', '/Groups/', '/Schemas/', '/ServiceProviderConfig/'])
      expect([path, (await directory.scim(path)).status]).toEqual([path, 200]);
  });

  const tagOf = ({ headers, body }: Reply): string => {
    const tag = headers.get('etag');
    expect(tag).toMatch(/^W\/"[^"]+"$/);
    if (body.meta !== undefined) expect(body.meta.version).toBe(tag);
    return `${tag}`;
  };

  it('SCIM 5.2.39 ETag and meta.version are one weak tag, which changes when the resource does', async () => {
    for (const [type, made] of [
      ['Users', await post('/Users', userBody(newName()))],
      ['Groups', await post('/Groups', groupBody(`Tag ${newName()}`))],
    ] as const) {
      const path = `/${type}/${made.body.id}`;
      const first = tagOf(made);
      expect(tagOf(await directory.scim(path))).toBe(first);
      const [listed] = (await find(directory, type, `id eq "${made.body.id}"`)).body.Resources;
      expect(listed.meta.version).toBe(first);
      await directory.scim(path, rename(`Tagged ${type}`));
      const second = tagOf(await directory.scim(path));
      expect(second).not.toBe(first);
      await directory.scim(path, rename(`Tagged ${type}`));
      expect(tagOf(await directory.scim(path))).toBe(second);
      const { body } = await directory.scim(path);
      const third = tagOf(await directory.scim(path, { method: 'PUT', body: { ...body, externalId: 'tagged' } }));
      expect([first, second]).not.toContain(third);
      expect(tagOf(await directory.scim(path))).toBe(third);
    }
    const reply = await directory.scim(`/Users/${(await user()).id}`, rename('Patched'));
    expect(tagOf(reply)).toBe(reply.body.meta.version);
  });

  it('SCIM 5.2.39 If-None-Match on GET is 304 when a tag matches, and 200 when none does', async () => {
    const { id } = await user();
    const { id: groupId } = await group(id);
    for (const path of [`/Users/${id}`, `/Groups/${groupId}`]) {
      const tag = tagOf(await directory.scim(path));
      for (const match of [tag, '*', `"x", ${tag}`, `${tag},W/"y"`, tag.replace('W/', '')]) {
        const reply = await directory.scim(path, { headers: { 'if-none-match': match } });
        expect([match, reply.status, reply.text, reply.headers.get('etag')]).toEqual([match, 304, '', tag]);
      }
      for (const other of ['"x"', 'W/"x"', 'x']) {
        const reply = await directory.scim(path, { headers: { 'if-none-match': other } });
        expect([other, reply.status, reply.body.meta.version]).toEqual([other, 200, tag]);
      }
    }
  });

  it('SCIM 5.2.39 If-Match that does not match is 412 and changes nothing; * and the tag do', async () => {
    for (const type of ['Users', 'Groups'] as const) {
      const name = newName();
      const { id } = type === 'Users' ? await newUser(directory, name) : await newGroup(directory, name);
      const path = `/${type}/${id}`;
      const before = await directory.scim(path);
      const whole = { ...before.body, displayName: 'Matched' };
      const writes = [rename('Matched'), { method: 'PUT', body: whole }, { method: 'DELETE' }];
      for (const write of writes) {
        for (const tag of ['W/"other"', '"other", W/"more"']) {
          const reply = await directory.scim(path, { ...write, headers: { 'if-match': tag } });
          expectScimError(reply, 412);
        }
      }
      expect((await directory.scim(path)).body).toEqual(before.body);
      for (const write of writes) {
        const tag = write.method === 'PUT' ? '*' : `W/"other", ${tagOf(await directory.scim(path))}`;
        const { status } = await directory.scim(path, { ...write, headers: { 'if-match': tag } });
        expect([type, write.method, [200, 204].includes(status)]).toEqual([type, write.method, true]);
      }
      expect((await directory.scim(path)).status).toBe(404);
    }
  });

  it('SCIM 5.2.39 a membership changes the version of user and group, the time of the group alone', async () => {
    const { id } = await user();
    const { id: groupId } = await group();
    const metas = async () => [(await read(`/Users/${id}`)).meta, (await read(`/Groups/${groupId}`)).meta];
    const before = await metas();
    const add = patchOf({ op: 'add', path: 'members', value: [{ value: id }] });
    expect((await directory.scim(`/Groups/${groupId}`, add)).status).toBe(204);
    const after = await metas();
    for (const n of [0, 1]) expect(after[n].version).not.toBe(before[n].version);
    expect(after[0].lastModified).toBe(before[0].lastModified);
    const stale = await directory.scim(`/Users/${id}`, {
      ...rename('Stale'),
      headers: { 'if-match': before[0].version },
    });
    expectScimError(stale, 412);
    expect((await directory.scim(`/Groups/${groupId}`, rename(`Renamed ${groupId}`))).status).toBe(204);
    expect((await metas())[0].version).not.toBe(after[0].version);
    const remove = patchOf({ op: 'remove', path: `members[value eq "${id}"]` });
    const current = (await metas())[1].version;
    expect((await directory.scim(`/Groups/${groupId}`, { ...remove, headers: { 'if-match': current } })).status).toBe(
      204,
    );
    expectScimError(await directory.scim(`/Groups/${groupId}`, { ...remove, headers: { 'if-match': current } }), 412);
    expect((await metas())[0].version).toBe(before[0].version);
  });
});
