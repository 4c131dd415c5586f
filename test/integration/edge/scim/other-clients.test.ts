import { request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService } from '../../../support/building.ts';
import {
  expectScimError,
  find,
  groupBody,
  idsOf,
  membersOf,
  newDirectory,
  newGroup,
  newUser,
  patchOf,
  type Sending,
  send,
  type TestDirectory,
  URN,
  userBody,
} from '../../../support/clients.ts';

let directory: TestDirectory;
beforeAll(async () => {
  const { service } = await sharedService();
  directory = await newDirectory(service);
});

let names = 0;
const newName = () => `other${++names}@corp.example`;
const user = (more: object = {}) => newUser(directory, newName(), more);

describe('Google Workspace', () => {
  const google = (path: string, { method = 'GET', body }: Sending = {}) =>
    directory.scim(path, {
      method,
      body,
      headers: { 'user-agent': 'Google-Auto-Provisioning', 'content-type': 'application/json' },
    });

  it('G1 application/json with the schema URN of SCIM 1 makes a user', async () => {
    expect((await google('/Users?count=1')).status).toBe(200);
    for (const schemas of [['urn:scim:schemas:core:1.0', URN.user], ['urn:scim:schemas:core:1.0'], [], undefined]) {
      const { status, body } = await google('/Users', { method: 'POST', body: userBody(newName(), { schemas }) });
      expect([schemas, status, body.schemas]).toEqual([schemas, 201, [URN.user]]);
    }
  });

  it('G1 an enterprise extension under the URN of SCIM 1 is kept as it was sent and named', async () => {
    const legacy = 'urn:scim:schemas:extension:enterprise:1.0';
    const body = userBody(newName(), { schemas: ['urn:scim:schemas:core:1.0', legacy], [legacy]: { department: 'X' } });
    const reply = await google('/Users', { method: 'POST', body });
    expect([reply.status, reply.body.schemas, reply.body[legacy]]).toEqual([
      201,
      [URN.user, legacy],
      { department: 'X' },
    ]);
  });

  it('G2 an active user is deleted without deactivation, and is in no group any more', async () => {
    const [{ id }, other] = [await user(), await user()];
    const group = await newGroup(directory, 'G2', [id, other.id]);
    expect((await google(`/Users/${id}`, { method: 'DELETE' })).status).toBe(204);
    expectScimError(await google(`/Users/${id}`), 404);
    expect(await membersOf(directory, group.id)).toEqual([other.id]);
    expect(idsOf(await find(directory, 'Groups', `members.value eq "${id}"`))).toEqual([]);
  });
});

describe('authentik', () => {
  it('A1 a PATCH without a path takes the whole object, with schemas and the group’s own id', async () => {
    const members = [await user(), await user()];
    const ids: string[] = members.map(({ id }) => id);
    const group = await newGroup(directory, 'A1', ids);
    const value = { schemas: [URN.group], id: group.id, externalId: 'authentik-a1', displayName: 'A1 renamed' };
    const reply = await directory.scim(`/Groups/${group.id}`, patchOf({ op: 'replace', value }));
    expect(reply.status).toBe(204);
    const { body } = await directory.scim(`/Groups/${group.id}`);
    expect(body).toMatchObject({ id: group.id, externalId: 'authentik-a1', displayName: 'A1 renamed' });
    expect(await membersOf(directory, group.id)).toEqual(ids.toSorted());
    const other = await directory.scim(
      `/Groups/${group.id}`,
      patchOf({ op: 'replace', value: { ...value, id: crypto.randomUUID(), displayName: 'A1 stolen' } }),
    );
    expectScimError(other, 400, 'mutability');
    expect((await directory.scim(`/Groups/${group.id}`)).body.displayName).toBe('A1 renamed');
  });

  it('A1 a taken name is 409, and the group is then found by its name', async () => {
    const group = await newGroup(directory, 'A1 taken');
    const again = await directory.scim('/Groups', { method: 'POST', body: groupBody('A1 taken') });
    expectScimError(again, 409, 'uniqueness');
    expect(idsOf(await find(directory, 'Groups', 'displayName eq "A1 taken"'))).toEqual([group.id]);
  });

  it('A1 members arrive in chunks, one operation each', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push((await user()).id);
    const group = await newGroup(directory, 'A1 chunks');
    for (const chunk of [ids.slice(0, 4), ids.slice(4)]) {
      const operations = chunk.map((value) => ({ op: 'add', path: 'members', value: [{ value }] }));
      expect((await directory.scim(`/Groups/${group.id}`, patchOf(...operations))).status).toBe(204);
    }
    expect(await membersOf(directory, group.id)).toEqual(ids.toSorted());
  });

  it('A2 a value without quotes finds who has it, or is 400 invalidFilter, and never gives everybody', async () => {
    const akadmin = await newUser(directory, 'akadmin');
    const reply = await find(directory, 'Users', 'userName eq akadmin');
    if (reply.status === 200) expect(idsOf(reply)).toEqual([akadmin.id]);
    else expectScimError(reply, 400, 'invalidFilter');
    expect(idsOf(await find(directory, 'Users', 'userName eq "akadmin"'))).toEqual([akadmin.id]);
  });
});

describe('JumpCloud', () => {
  it('J1 the activation makes a test user and a test group, and deletes both', async () => {
    const made = await user();
    const group = await directory.scim('/Groups', { method: 'POST', body: groupBody('J1 test') });
    expect(group.status).toBe(201);
    const added = await directory.scim(
      `/Groups/${group.body.id}`,
      patchOf({ op: 'add', path: 'members', value: [{ value: made.id }] }),
    );
    expect(added.status).toBe(204);
    for (const path of [`/Groups/${group.body.id}`, `/Users/${made.id}`]) {
      expect((await directory.scim(path, { method: 'DELETE' })).status).toBe(204);
      expect((await directory.scim(path)).status).toBe(404);
    }
  });
});

describe('OneLogin', () => {
  const onelogin = (path: string, { method = 'GET', body }: Sending = {}) =>
    directory.scim(path, {
      method,
      body,
      headers: { 'user-agent': '', accept: 'application/json', 'content-type': 'application/scim+json' },
    });

  it('O1 an empty User-Agent that accepts application/json is answered as that, errors too', async () => {
    const { id } = (await onelogin('/Users', { method: 'POST', body: userBody(newName()) })).body;
    const group = await onelogin('/Groups', { method: 'POST', body: groupBody('O1') });
    expect(group.status).toBe(201);
    for (const [status, reply] of [
      [200, await onelogin(`/Users?filter=${encodeURIComponent('userName eq "nobody"')}`)],
      [200, await onelogin(`/Users/${id}`)],
      [200, await onelogin('/Groups')],
      [200, await onelogin('/Schemas')],
      [404, await onelogin('/Users/nobody')],
      [409, await onelogin('/Groups', { method: 'POST', body: groupBody('O1') })],
    ] as const) {
      expect([reply.status, reply.headers.get('content-type')]).toEqual([
        status,
        expect.stringMatching(/^application\/json\b/),
      ]);
    }
    const patched = await onelogin(
      `/Groups/${group.body.id}`,
      patchOf({ op: 'add', path: 'members', value: [{ value: id }] }),
    );
    expect(patched.status).toBe(204);
    expect(await membersOf(directory, group.body.id)).toEqual([id]);
  });

  it('O1 a request without User-Agent and Accept is answered as SCIM', async () => {
    const type = await new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${directory.token}` };
      request(`${directory.base}/Groups`, { headers }, (response) => {
        response.resume();
        resolve([response.statusCode, response.headers['content-type']]);
      })
        .on('error', reject)
        .end();
    });
    expect(type).toEqual([200, expect.stringMatching(/^application\/scim\+json/)]);
  });
});

describe('Ping', () => {
  it('P1 reads all groups page by page, each once, and in the same order again', async () => {
    const { service } = await sharedService();
    const own = await newDirectory(service);
    const made: string[] = [];
    for (let n = 1; n <= 11; n += 1) made.push((await newGroup(own, `P1 ${n}`)).id);
    const readAll = async (): Promise<string[]> => {
      const found: string[] = [];
      for (let startIndex = 1; startIndex <= 11; startIndex += 4) {
        const page = await own.scim(`/Groups?startIndex=${startIndex}&count=4`);
        expect([page.body.totalResults, page.body.startIndex]).toEqual([11, startIndex]);
        found.push(...idsOf(page));
      }
      return found;
    };
    expect(await readAll()).toEqual(made);
    // A change of a group does not move it.
    await own.scim(`/Groups/${made[0]}`, patchOf({ op: 'replace', path: 'displayName', value: 'P1 renamed' }));
    expect(await readAll()).toEqual(made);
  });

  it('P1 puts a full user, and the user is exactly that', async () => {
    const { id, userName } = await user({ title: 'Countess', nickName: 'Ada' });
    const body = userBody(userName, { title: 'Lady', active: false, [URN.enterprise]: { department: 'Mathematics' } });
    const reply = await directory.scim(`/Users/${id}`, { method: 'PUT', body });
    expect(reply.status).toBe(200);
    const { meta, ...rest } = reply.body;
    expect(meta.resourceType).toBe('User');
    expect(rest).toEqual({ ...body, id, schemas: [URN.user, URN.enterprise] });
  });
});

describe('X1', () => {
  const sorted = (methods: string | null) => methods?.split(', ').toSorted();

  it('X1 401, 404, 405, 413, 415 are SCIM Errors with a status that is a string', async () => {
    expectScimError(await send(`${directory.base}/Groups`, { token: 'wrong' }), 401);
    expectScimError(await send(`${directory.base}/Groups`), 401);
    for (const path of ['/Nonsense', '/Groups/x/y', '/Users/.searching', '/Groups/unknown', '/Users/x/.search'])
      expectScimError(await directory.scim(path), 404);
    for (const [method, path, allow] of [
      ['DELETE', '/Users', 'GET, POST'],
      ['PUT', '/Groups', 'GET, POST'],
      ['POST', '/Groups/x', 'GET, PUT, PATCH, DELETE'],
      ['GET', '/Bulk', 'POST'],
      ['GET', '/.search', 'POST'],
      ['PATCH', '/Schemas', 'GET'],
      ['POST', '/ServiceProviderConfig', 'GET'],
    ]) {
      const reply = await directory.scim(`${path}`, { method: `${method}`, ...(method === 'GET' ? {} : { body: {} }) });
      expectScimError(reply, 405);
      expect([path, sorted(reply.headers.get('allow'))]).toEqual([path, sorted(`${allow}`)]);
    }
    const large = userBody('x1@corp.example', { title: 'x'.repeat(1_100_000) });
    expectScimError(await directory.scim('/Users', { method: 'POST', body: large }), 413);
    for (const path of ['/Users', '/Groups', '/.search', '/Bulk']) {
      const sent = { method: 'POST', body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
      expectScimError(await directory.scim(path, sent), 415);
    }
  });
});
