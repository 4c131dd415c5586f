import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService } from '../../../support/building.ts';
import { newDirectory, type Reply, type TestDirectory, userBody } from '../../../support/clients.ts';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

let directory: TestDirectory;
beforeAll(async () => {
  const { service } = await sharedService();
  directory = await newDirectory(service);
});

let names = 0;
const newName = () => `person${++names}@corp.example`;
const create = (more: object = {}, userName = newName()): Promise<Reply> =>
  directory.scim('/Users', { method: 'POST', body: userBody(userName, more) });
const patch = (id: string, ...Operations: object[]): Promise<Reply> =>
  directory.scim(`/Users/${id}`, {
    method: 'PATCH',
    body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations },
  });
const find = (filter: string): Promise<Reply> => directory.scim(`/Users?filter=${encodeURIComponent(filter)}`);

describe('create', () => {
  it('SCIM 5.2.16 POST answers 201 with Location = meta.location and the whole resource', async () => {
    const reply = await create({ externalId: '00u1', id: 'mine', meta: { location: 'x' }, groups: [] });
    expect(reply.status).toBe(201);
    expect(reply.headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
    expect(reply.headers.get('location')).toBe(`${directory.base}/Users/${reply.body.id}`);
    expect(reply.body.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(reply.body).toEqual({
      ...userBody(reply.body.userName),
      emails: [{ value: reply.body.userName, type: 'work', primary: true }],
      externalId: '00u1',
      id: reply.body.id,
      meta: {
        resourceType: 'User',
        created: reply.body.meta.created,
        lastModified: reply.body.meta.created,
        location: `${directory.base}/Users/${reply.body.id}`,
        version: reply.headers.get('etag'),
      },
    });
  });

  it('F7 takes the password and groups that Okta sends, and shows neither', async () => {
    const { status, text, body } = await create({ password: 'Sup3rSecret!', groups: [], locale: 'en-US' });
    expect([status, body.locale]).toEqual([201, 'en-US']);
    const again = await directory.scim(`/Users/${body.id}`);
    for (const shown of [text, again.text]) expect(shown).not.toMatch(/password|Sup3rSecret|groups/);
  });

  it('SCIM 5.1.8 a userName is taken whatever its case, and kept as it was written', async () => {
    const name = newName();
    const first = await create({}, name.toUpperCase());
    expect(first.body.userName).toBe(name.toUpperCase());
    const second = await create({}, name);
    expect([second.status, second.body.status, second.body.scimType]).toEqual([409, '409', 'uniqueness']);
    expect(second.body.detail).toMatch(/userName/);
  });

  it('SCIM 5.1.5 two externalIds may differ by case alone, and not be the same', async () => {
    expect((await create({ externalId: 'CaseMatters' })).status).toBe(201);
    expect((await create({ externalId: 'casematters' })).status).toBe(201);
    const third = await create({ externalId: 'casematters' });
    expect([third.status, third.body.scimType]).toEqual([409, 'uniqueness']);
    expect(third.body.detail).toMatch(/externalId/);
  });

  it('SEC-S04 50 parallel creates of one userName make one person: one 201 and 49 times 409', async () => {
    const name = newName();
    const replies = await Promise.all(Array.from({ length: 50 }, () => create({}, name)));
    const statuses = replies.map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses).toEqual([201, ...Array<number>(49).fill(409)]);
    expect((await find(`userName eq "${name}"`)).body.totalResults).toBe(1);
  });

  it('SCIM 5.1.1 names are read in any case, and null and [] are the same as absent', async () => {
    const { body, status } = await directory.scim('/Users', {
      method: 'POST',
      body: {
        USERNAME: newName(),
        Name: { GIVENNAME: 'Ada', familyName: null },
        nickName: null,
        phoneNumbers: [],
        Active: false,
      },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: { givenName: 'Ada' }, active: false, schemas: [USER] });
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['nickName', 'phoneNumbers']));
  });

  it('SCIM 5.1.7 schemas lists the extension in use', async () => {
    const { body } = await create({ [ENTERPRISE]: { employeeNumber: '7', department: 'Mathematics' } });
    expect(body.schemas).toEqual([USER, ENTERPRISE]);
    expect(body[ENTERPRISE]).toEqual({ employeeNumber: '7', department: 'Mathematics' });
  });

  it('G1 takes application/json and a legacy schema URN', async () => {
    const reply = await directory.scim('/Users', {
      method: 'POST',
      body: userBody(newName(), { schemas: ['urn:scim:schemas:core:1.0', USER] }),
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
    expect([reply.status, reply.body.schemas]).toEqual([201, [USER]]);
  });
});

describe('find', () => {
  it('OKTA-R3 SCIM 5.2.17 a miss is 200 with totalResults 0', async () => {
    for (const filter of [
      'userName eq "nobody@corp.example"',
      'externalId eq "nobody"',
      'id eq "nobody"',
      'id eq "a\\u0000b"',
    ]) {
      const { status, body } = await find(filter);
      expect([filter, status, body.totalResults, body.Resources]).toEqual([filter, 200, 0, []]);
    }
  });

  it('OKTA-R9 userName is compared without case, externalId and id exactly, with or without the URN', async () => {
    const { body } = await create({ externalId: 'Ext-É' });
    const hits = [
      `userName eq "${body.userName.toUpperCase()}"`,
      `USERNAME EQ "${body.userName}"`,
      `${USER}:userName eq "${body.userName}"`,
      'externalId eq "Ext-É"',
      `id eq "${body.id}"`,
    ];
    for (const filter of hits) {
      const reply = await find(filter);
      expect([filter, reply.body.totalResults, reply.body.Resources?.[0]?.id]).toEqual([filter, 1, body.id]);
    }
    for (const filter of ['externalId eq "ext-é"', `id eq "${body.id.toUpperCase()}"`]) {
      expect([filter, (await find(filter)).body.totalResults]).toEqual([filter, 0]);
    }
  });

  it('finds quotes, backslashes and letters beyond ASCII, folded by NFKC', async () => {
    const { body } = await create({}, String.raw`Zoë "the\one" ﬁrst`);
    const { body: found } = await find(String.raw`userName eq "ZOË \"THE\\ONE\" FIRST"`);
    expect(found.Resources.map(({ id }: { id: string }) => id)).toEqual([body.id]);
  });

  it('E1 bears Entra’s flag as a query parameter, before or behind the others', async () => {
    const filter = `filter=${encodeURIComponent('userName eq "x"')}`;
    for (const query of [`?aadOptscim062020&${filter}`, `?${filter}&aadOptscim062020`]) {
      expect((await directory.scim(`/Users${query}`)).body.totalResults).toBe(0);
    }
  });

  it('SCIM 5.2.23 a filter that is not supported is 400 invalidFilter, never everybody', async () => {
    await create();
    for (const filter of [
      'userName eq true',
      'active gt true',
      'password eq "x"',
      'name eq "x"',
      'addresses eq "x"',
      'meta.location pr',
      'userName gt null',
      '',
      'userName',
      'shoeSize eq "9"',
    ]) {
      const { status, body } = await find(filter);
      expect([filter, status, body.scimType, body.Resources]).toEqual([filter, 400, 'invalidFilter', undefined]);
      expect(body.detail).toMatch(/\.$/);
    }
  });
});

describe('read', () => {
  it('OKTA-R4 OKTA-R12 an unknown id is a SCIM 404, whatever it looks like', async () => {
    for (const id of ['01a1ff9b-8972-7596-a581-6a26f5440278', '12345', 'x'.repeat(500), '%00', '%E0%A4%A', "';--"]) {
      const { status, body } = await directory.scim(`/Users/${id}`);
      expect([id, status, body.status, body.schemas]).toEqual([
        id,
        404,
        '404',
        ['urn:ietf:params:scim:api:messages:2.0:Error'],
      ]);
    }
  });
});

describe('list', () => {
  let own: TestDirectory;
  const ids: string[] = [];
  beforeAll(async () => {
    const { service } = await sharedService();
    own = await newDirectory(service);
    for (let n = 1; n <= 7; n += 1) {
      const { body } = await own.scim('/Users', { method: 'POST', body: userBody(`p${n}@list.example`) });
      ids.push(body.id);
    }
  });

  const page = async (query: string) => {
    const { body } = await own.scim(`/Users${query}`);
    const { totalResults, startIndex, itemsPerPage, Resources } = body;
    return [totalResults, startIndex, itemsPerPage, Resources.map(({ id }: { id: string }) => ids.indexOf(id) + 1)];
  };

  it('OKTA-R1 SCIM 5.2.19 pages in the order of creation, with exact totals', async () => {
    expect(await page('')).toEqual([7, 1, 7, [1, 2, 3, 4, 5, 6, 7]]);
    expect(await page('?startIndex=1&count=2')).toEqual([7, 1, 2, [1, 2]]);
    expect(await page('?startIndex=6&count=5')).toEqual([7, 6, 2, [6, 7]]);
  });

  it('SCIM 5.2.19 start below 1 is 1, count below 0 is 0, count 0 is the total alone, past the end is empty', async () => {
    expect(await page('?startIndex=-3&count=1')).toEqual([7, 1, 1, [1]]);
    expect(await page('?count=-5')).toEqual([7, 1, 0, []]);
    expect(await page('?count=0')).toEqual([7, 1, 0, []]);
    expect(await page('?startIndex=8')).toEqual([7, 8, 0, []]);
    expect(await page('?startIndex=99999999999999999999')).toEqual([7, 1_000_000_000, 0, []]);
    expect(await page('?count=99999999999')).toEqual([7, 1, 7, [1, 2, 3, 4, 5, 6, 7]]);
  });

  it('refuses a startIndex that is no number', async () => {
    const { status, body } = await own.scim('/Users?startIndex=first');
    expect([status, body.scimType]).toEqual([400, 'invalidValue']);
  });

  it('counts exactly through creates, deletes, failed creates and deactivations in parallel', async () => {
    const { service } = await sharedService();
    const busy = await newDirectory(service);
    const made = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        busy.scim('/Users', { method: 'POST', body: userBody(`busy${n % 30}@list.example`) }),
      ),
    );
    const created = made.filter(({ status }) => status === 201).map(({ body }) => body.id);
    expect(created).toHaveLength(30);
    await Promise.all(created.slice(0, 10).map((id) => busy.scim(`/Users/${id}`, { method: 'DELETE' })));
    await busy.scim(`/Users/${created[11]}`, {
      method: 'PATCH',
      body: { Operations: [{ op: 'replace', value: { active: false } }] },
    });
    const { body } = await busy.scim('/Users?count=100');
    expect([body.totalResults, body.Resources.length]).toEqual([20, 20]);
  });

  it('SCIM 5.2.24 ignores sorting, which it does not declare', async () => {
    expect((await own.scim('/Users?sortBy=userName&sortOrder=descending')).status).toBe(200);
  });
});

describe('change', () => {
  it('F1 Okta deactivates without a path', async () => {
    const { body } = await create();
    const reply = await patch(body.id, { op: 'replace', value: { active: false } });
    expect([reply.status, reply.body.active, reply.body.userName]).toEqual([200, false, body.userName]);
    expect(Date.parse(reply.body.meta.lastModified)).toBeGreaterThanOrEqual(Date.parse(body.meta.lastModified));
    expect((await find(`userName eq "${body.userName}"`)).body.Resources[0].active).toBe(false);
  });

  it('E2 Entra deactivates and reactivates with strings', async () => {
    const { body } = await create();
    expect((await patch(body.id, { op: 'Replace', path: 'active', value: 'False' })).body.active).toBe(false);
    expect((await patch(body.id, { op: 'Replace', path: 'active', value: 'True' })).body).toEqual({
      ...body,
      meta: expect.anything(),
    });
  });

  it('changes plain attributes in order, and nothing when it says nothing new', async () => {
    const { body } = await create({ title: 'Countess' });
    const reply = await patch(
      body.id,
      { op: 'replace', path: 'displayName', value: 'A' },
      { op: 'Replace', path: 'name.givenName', value: 'Augusta' },
      { op: 'remove', path: 'title' },
      { op: 'add', value: { displayName: 'B', 'name.middleName': 'Ada', [`${ENTERPRISE}:department`]: 'X' } },
    );
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({
      displayName: 'B',
      name: { givenName: 'Augusta', familyName: 'Lovelace', middleName: 'Ada' },
      [ENTERPRISE]: { department: 'X' },
    });
    expect(reply.body.title).toBeUndefined();
    const same = await patch(body.id, { op: 'replace', path: 'displayName', value: 'B' });
    expect(same.body).toEqual(reply.body);
  });

  it('SCIM 5.2.27 is all or nothing: a bad third operation undoes the first two', async () => {
    const { body } = await create();
    const reply = await patch(
      body.id,
      { op: 'replace', path: 'displayName', value: 'changed' },
      { op: 'replace', path: 'active', value: false },
      { op: 'replace', path: 'shoeSize', value: 9 },
    );
    expect([reply.status, reply.body.scimType]).toEqual([400, 'invalidPath']);
    expect((await directory.scim(`/Users/${body.id}`)).body).toEqual(body);
  });

  it('SCIM 8.19 PATCH and PUT of a userName or externalId that is taken are 409', async () => {
    const taken = (await create({ externalId: 'taken' })).body;
    const { body } = await create();
    for (const [path, value] of [
      ['userName', taken.userName.toUpperCase()],
      ['externalId', 'taken'],
    ]) {
      const reply = await patch(body.id, { op: 'replace', path, value });
      expect([path, reply.status, reply.body.scimType]).toEqual([path, 409, 'uniqueness']);
    }
    const put = await directory.scim(`/Users/${body.id}`, {
      method: 'PUT',
      body: { ...body, userName: taken.userName },
    });
    expect(put.status).toBe(409);
    expect((await directory.scim(`/Users/${body.id}`)).body).toEqual(body);
  });

  it('F2 Okta fetches, and puts the whole object back with active false', async () => {
    const { body } = await create({ nickName: 'Ada' });
    const reply = await directory.scim(`/Users/${body.id}`, {
      method: 'PUT',
      body: { ...body, active: false, groups: [{ value: 'x' }] },
    });
    expect(reply.status).toBe(200);
    expect(reply.body).toEqual({
      ...body,
      active: false,
      meta: { ...body.meta, lastModified: reply.body.meta.lastModified, version: reply.headers.get('etag') },
    });
  });

  it('SCIM 5.2.26 PUT clears what is left out, except active, and never creates', async () => {
    const { body } = await create({ nickName: 'Ada', externalId: 'put-me' });
    await patch(body.id, { op: 'replace', path: 'active', value: false });
    const reply = await directory.scim(`/Users/${body.id}`, { method: 'PUT', body: { userName: body.userName } });
    expect(reply.body).toEqual({
      schemas: [USER],
      id: body.id,
      userName: body.userName,
      active: false,
      meta: reply.body.meta,
    });
    const unknown = '01a1ff9b-8972-7596-a581-6a26f5440278';
    expect((await directory.scim(`/Users/${unknown}`, { method: 'PUT', body: userBody(newName()) })).status).toBe(404);
    expect((await directory.scim(`/Users/${unknown}`)).status).toBe(404);
  });

  it('50 parallel PATCHes of different attributes of one person lose none', async () => {
    const { body } = await create();
    const fields = [
      'nickName',
      'title',
      'userType',
      'locale',
      'timezone',
      'preferredLanguage',
      'displayName',
      'name.middleName',
      'name.honorificPrefix',
      'externalId',
    ];
    const replies = await Promise.all(
      fields.map((path, n) => patch(body.id, { op: 'replace', path, value: `value ${n}` })),
    );
    expect(replies.map(({ status }) => status)).toEqual(fields.map(() => 200));
    const after = (await directory.scim(`/Users/${body.id}`)).body;
    expect(fields.map((path) => path.split('.').reduce((at, key) => at[key], after))).toEqual(
      fields.map((_, n) => `value ${n}`),
    );
  });

  it('keeps the addresses for look-ups in step, fewer or more', async () => {
    const { service } = await sharedService();
    const { body } = await create({ emails: [{ value: 'first@mail.example' }, { value: 'second@mail.example' }] });
    const emailsOf = (id: string) =>
      service.database.readAs(directory.organizationId, async (tx) =>
        (await tx.models.userEmail.findMany({ where: { userId: id }, orderBy: { position: 'asc' } })).map(
          ({ value }) => value,
        ),
      );
    expect(await emailsOf(body.id)).toEqual(['first@mail.example', 'second@mail.example']);
    await patch(body.id, { op: 'replace', path: 'emails', value: [{ value: 'third@mail.example' }] });
    expect(await emailsOf(body.id)).toEqual(['third@mail.example']);
    await patch(body.id, {
      op: 'add',
      path: 'emails',
      value: [{ value: 'x@mail.example' }, { value: 'y@mail.example' }],
    });
    expect(await emailsOf(body.id)).toEqual(['third@mail.example', 'x@mail.example', 'y@mail.example']);
    await patch(body.id, { op: 'remove', path: 'emails' });
    expect(await emailsOf(body.id)).toEqual([]);
  });
});

describe('delete', () => {
  it('E12 SCIM 5.2.34 204, then 404 everywhere, and the userName is free for somebody new', async () => {
    const { body } = await create({ externalId: 'gone' });
    const reply = await directory.scim(`/Users/${body.id}`, { method: 'DELETE' });
    expect([reply.status, reply.text]).toEqual([204, '']);
    for (const sending of [
      {},
      { method: 'DELETE' },
      { method: 'PUT', body },
      { method: 'PATCH', body: { Operations: [{ op: 'replace', value: { active: true } }] } },
    ]) {
      expect((await directory.scim(`/Users/${body.id}`, sending)).status).toBe(404);
    }
    expect((await find(`userName eq "${body.userName}"`)).body.totalResults).toBe(0);
    const again = await create({ externalId: 'gone' }, body.userName);
    expect(again.status).toBe(201);
    expect(again.body.id).not.toBe(body.id);
  });
});
