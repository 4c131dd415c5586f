import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService } from '../../../support/building.ts';
import {
  expectScimError,
  find,
  groupBody,
  idsOf,
  newDirectory,
  newGroup,
  newUser,
  type Reply,
  type TestDirectory,
  URN,
  userBody,
} from '../../../support/clients.ts';

let directory: TestDirectory;
beforeAll(async () => {
  const { service } = await sharedService();
  directory = await newDirectory(service);
});

const post = (path: string, body: object, at = directory): Promise<Reply> => at.scim(path, { method: 'POST', body });

describe('RFC 7644 media types and creation', () => {
  it('SCIM 5.2.15 takes application/scim+json and application/json with parameters, and nothing else', async () => {
    const types = [
      'application/scim+json',
      'application/json',
      'APPLICATION/JSON; charset=UTF-8',
      'application/scim+json;charset=utf-8',
    ];
    for (const [n, type] of types.entries()) {
      for (const [path, body] of [
        ['/Users', userBody(`type${n}@media.example`)],
        ['/Groups', groupBody(`Type ${n}`)],
      ] as const) {
        const reply = await directory.scim(path, { method: 'POST', body, headers: { 'content-type': type } });
        expect([type, path, reply.status]).toEqual([type, path, 201]);
      }
    }
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data', 'application/x-json', 'json']) {
      const sent = { method: 'POST', body: userBody('no@media.example'), headers: { 'content-type': type } };
      expectScimError(await directory.scim('/Users', sent), 415);
    }
    expect((await find(directory, 'Users', 'userName eq "no@media.example"')).body.totalResults).toBe(0);
  });

  it('SCIM 5.2.15 answers with application/json when Accept asks for that alone, else with application/scim+json', async () => {
    const accepts: [string, RegExp][] = [
      ['application/json', /^application\/json\b/],
      ['application/json; charset=utf-8', /^application\/json\b/],
      ['APPLICATION/JSON', /^application\/json\b/],
      ['application/scim+json', /^application\/scim\+json\b/],
      ['application/scim+json, application/json', /^application\/scim\+json\b/],
      ['application/json, application/scim+json', /^application\/scim\+json\b/],
      ['*/*', /^application\/scim\+json\b/],
      ['text/html', /^application\/scim\+json\b/],
      ['application/jsonp', /^application\/scim\+json\b/],
    ];
    for (const [accept, wanted] of accepts) {
      for (const path of ['/Users', '/Users/nobody', '/Schemas', '/Nonsense']) {
        const { headers } = await directory.scim(path, { headers: { accept } });
        expect([accept, path, headers.get('content-type')]).toEqual([accept, path, expect.stringMatching(wanted)]);
      }
    }
  });

  it('SCIM 5.2.16 POST is 201 with Location = meta.location; a duplicate is 409 uniqueness', async () => {
    const readOnly = { id: 'mine', meta: { location: 'mine' }, groups: [{ value: 'x' }] };
    for (const [path, body] of [
      ['/Users', userBody('made@post.example', readOnly)],
      ['/Groups', groupBody('Made', readOnly)],
    ] as const) {
      const reply = await post(path, body);
      const { id, meta, groups } = reply.body;
      expect([reply.status, reply.headers.get('location')]).toEqual([201, meta.location]);
      expect([meta.location, groups]).toEqual([`${directory.base}${path}/${id}`, undefined]);
      expect((await directory.scim(`${path}/${id}`)).body).toEqual(reply.body);
      expectScimError(await post(path, body), 409, 'uniqueness');
    }
  });

  it('SCIM 5.2.16 a group’s name is free in another directory, a userName is not, and the 409 names the owner', async () => {
    const { service } = await sharedService();
    const sibling = await newDirectory(service, directory.organizationId);
    const theirs = await newGroup(sibling, 'Everywhere');
    const ours = await newGroup(directory, 'Everywhere');
    for (const [at, id] of [
      [sibling, theirs.id],
      [directory, ours.id],
    ] as const)
      expect(idsOf(await find(at, 'Groups', 'displayName eq "everywhere"'))).toEqual([id]);
    await newUser(sibling, 'everywhere@post.example');
    const reply = await post('/Users', userBody('Everywhere@post.example'));
    expectScimError(reply, 409, 'uniqueness');
    expect(reply.body.detail).toMatch(/userName .*"Okta"/);
  });

  it('SCIM 5.2.16 a group is made with users and groups as members, each once', async () => {
    const user = await newUser(directory, 'once@post.example');
    const inner = await newGroup(directory, 'Once inner');
    const members = [
      { value: user.id, type: 'User', display: 'x' },
      { value: inner.id, type: 'Group' },
      { value: user.id },
    ];
    const reply = await post('/Groups', groupBody('Once', { members }));
    expect(reply.status).toBe(201);
    expect(reply.body.members).toHaveLength(2);
    expect(reply.body.members).toEqual(
      expect.arrayContaining([
        { value: user.id, $ref: `${directory.base}/Users/${user.id}`, type: 'User' },
        { value: inner.id, $ref: `${directory.base}/Groups/${inner.id}`, type: 'Group' },
      ]),
    );
  });

  it('SCIM 5.2.16 a group with a member who is not here is 404 that names the member, and is not made', async () => {
    const { id } = await newUser(directory, 'member@post.example');
    for (const unknown of [crypto.randomUUID(), '12345', 'Ada Lovelace']) {
      const members = [{ value: id }, { value: unknown }];
      const reply = await post('/Groups', groupBody('Unknown member', { members }));
      expectScimError(reply, 404);
      expect(reply.body.detail).toContain(unknown);
    }
    expect((await find(directory, 'Groups', 'displayName eq "Unknown member"')).body.totalResults).toBe(0);
  });
});

describe('RFC 7644 lists', () => {
  let own: TestDirectory;
  const ids = { Users: [] as string[], Groups: [] as string[] };
  beforeAll(async () => {
    const { service } = await sharedService();
    own = await newDirectory(service);
    for (let n = 1; n <= 7; n += 1) {
      ids.Users.push((await newUser(own, `p${n}@list.example`)).id);
      ids.Groups.push((await newGroup(own, `G${n}`)).id);
    }
  });

  const types = ['Users', 'Groups'] as const;
  const page = async (type: (typeof types)[number], query: string) => {
    const { status, body } = await own.scim(`/${type}${query}`);
    const { schemas, totalResults, startIndex, itemsPerPage, Resources = [] } = body;
    expect([status, schemas, itemsPerPage]).toEqual([200, [URN.list], Resources.length]);
    const found = Resources.map(({ id }: { id: string }) => ids[type].indexOf(id) + 1);
    return [totalResults, startIndex, found];
  };

  it.each(types)('SCIM 5.2.17 no %s match is 200 with totalResults 0', async (type) => {
    for (const attribute of ['displayName', 'externalId', 'id', 'meta.resourceType']) {
      const { status, body } = await find(own, type, `${attribute} eq "nothing"`);
      expect([attribute, status, body.totalResults, body.schemas]).toEqual([attribute, 200, 0, [URN.list]]);
    }
  });

  it.each(types)('SCIM 5.2.18 Resources of %s are there when there are any and count is not 0', async (type) => {
    expect(await page(type, '')).toEqual([7, 1, [1, 2, 3, 4, 5, 6, 7]]);
    expect(await page(type, '?count=0')).toEqual([7, 1, []]);
    const filter = encodeURIComponent(`id eq "${ids[type][3]}"`);
    expect(await page(type, `?filter=${filter}`)).toEqual([1, 1, [4]]);
    expect(await page(type, `?filter=${filter}&count=0`)).toEqual([1, 1, []]);
  });

  it('SCIM 5.2.18 what a list, a search and the base show is what is read by its id', async () => {
    const { service } = await sharedService();
    const same = await newDirectory(service);
    const user = await newUser(same, 'same@list.example', {
      [URN.enterprise]: { department: 'X' },
      'urn:x:y': { z: 1 },
    });
    const inner = await newGroup(same, 'Inner', [user.id]);
    const outer = await newGroup(same, 'Outer', [inner.id, user.id]);
    const read = async (path: string) => (await same.scim(path)).body;
    const users = [await read(`/Users/${user.id}`)];
    expect(users[0].groups).toHaveLength(2);
    const groups = [await read(`/Groups/${inner.id}`), await read(`/Groups/${outer.id}`)];
    const search = { method: 'POST', body: { schemas: [URN.search] } };
    for (const [wanted, reply] of [
      [users, await same.scim('/Users')],
      [users, await same.scim('/Users?cursor=')],
      [users, await find(same, 'Users', 'userName eq "same@list.example"')],
      [users, await find(same, 'Users', 'userName co "same"')],
      [users, await same.scim('/Users/.search', search)],
      [groups, await same.scim('/Groups')],
      [groups, await same.scim('/Groups/.search', search)],
      [groups, await same.scim('/Groups?sortBy=displayName')],
      [[...users, ...groups], await same.scim('')],
      [[...users, ...groups], await same.scim('/.search', search)],
    ] as const) {
      expect(reply.body.Resources).toHaveLength(wanted.length);
      expect(reply.body.Resources).toEqual(expect.arrayContaining([...wanted]));
    }
  });

  it.each(types)('SCIM 5.2.19 pages of %s: below 1 is 1, below 0 is 0, past the end is empty', async (type) => {
    expect(await page(type, '?startIndex=1&count=3')).toEqual([7, 1, [1, 2, 3]]);
    expect(await page(type, '?startIndex=4&count=3')).toEqual([7, 4, [4, 5, 6]]);
    expect(await page(type, '?startIndex=7&count=3')).toEqual([7, 7, [7]]);
    expect(await page(type, '?startIndex=0&count=2')).toEqual([7, 1, [1, 2]]);
    expect(await page(type, '?startIndex=-9&count=2')).toEqual([7, 1, [1, 2]]);
    expect(await page(type, '?count=-1')).toEqual([7, 1, []]);
    expect(await page(type, '?startIndex=8')).toEqual([7, 8, []]);
    const filter = encodeURIComponent(`id eq "${ids[type][0]}" or id eq "${ids[type][5]}" or id eq "${ids[type][6]}"`);
    expect(await page(type, `?filter=${filter}&startIndex=2&count=1`)).toEqual([3, 2, [6]]);
    for (const wrong of ['startIndex=one', 'count=many', 'count=1.5'])
      expectScimError(await own.scim(`/${type}?${wrong}`), 400, 'invalidValue');
  });

  it('SCIM 5.2.19 a page has 100 unless told otherwise, and never more than 1,000', async () => {
    const { service } = await sharedService();
    const many = await newDirectory(service);
    for (let made = 0; made < 1_005; made += 335) {
      const Operations = Array.from({ length: 335 }, (_, n) => {
        const userName = `many${made + n}@list.example`;
        return { method: 'POST', path: '/Users', bulkId: `${n}`, data: { schemas: [URN.user], userName } };
      });
      expect((await post('/Bulk', { schemas: [URN.bulkRequest], Operations }, many)).status).toBe(200);
    }
    for (const [query, length] of [
      ['', 100],
      ['?count=250', 250],
      ['?count=1000', 1_000],
      ['?count=1005', 1_000],
      ['?count=99999999999', 1_000],
      ['?startIndex=1001&count=2000', 5],
      ['?cursor=', 100],
      ['?cursor=&count=5000', 1_000],
      [`?count=2000&filter=${encodeURIComponent('userName sw "many"')}`, 1_000],
    ] as const) {
      const { body } = await many.scim(`/Users${query}`);
      expect([query, body.Resources.length, body.itemsPerPage]).toEqual([query, length, length]);
      expect([1_005, undefined]).toContain(body.totalResults);
    }
  });

  const sorted = async (type: (typeof types)[number], query: string) => (await page(type, query))[2];

  it('SCIM 5.2.24 sorts ascending unless told otherwise, without case where the attribute has none', async () => {
    const { service } = await sharedService();
    const cast = await newDirectory(service);
    const make = async (userName: string, more: object) => (await newUser(cast, userName, more)).id;
    const b = await make('b', { displayName: 'Bee', title: 'x', name: { familyName: 'Young' }, emails: [] });
    const a = await make('A', {
      displayName: 'ant',
      title: undefined,
      name: { familyName: 'Zuse' },
      emails: [{ value: '9@x' }, { value: '1@x', primary: true }],
    });
    const c = await make('c', {
      displayName: 'Cat',
      title: 'w',
      name: {},
      emails: [{ value: '5@x' }, { value: '0@x' }],
    });
    const order = async (query: string) =>
      idsOf(await cast.scim(`/Users?${query}`)).map((id) => (id === a ? 'a' : id === b ? 'b' : id === c ? 'c' : id));
    const wanted: [string, string[]][] = [
      ['sortBy=userName', ['a', 'b', 'c']],
      ['sortBy=userName&sortOrder=ascending', ['a', 'b', 'c']],
      ['sortBy=USERNAME&sortOrder=descending', ['c', 'b', 'a']],
      ['sortBy=displayName', ['a', 'b', 'c']],
      [`sortBy=${URN.user}:displayName&sortOrder=descending`, ['c', 'b', 'a']],
      ['sortBy=title', ['c', 'b', 'a']],
      ['sortBy=title&sortOrder=descending', ['a', 'b', 'c']],
      ['sortBy=name.familyName', ['b', 'a', 'c']],
      ['sortBy=emails', ['a', 'c', 'b']],
      ['sortBy=emails.value&sortOrder=descending', ['b', 'c', 'a']],
      ['sortBy=meta.created', ['b', 'a', 'c']],
      ['sortBy=id&sortOrder=descending', ['c', 'a', 'b']],
      ['sortBy=userName&startIndex=2&count=1', ['b']],
      [`sortBy=userName&sortOrder=descending&filter=${encodeURIComponent('title pr')}`, ['c', 'b']],
    ];
    for (const [query, ids] of wanted) expect([query, await order(query)]).toEqual([query, ids]);
  });

  it('SCIM 5.2.24 sorts groups, page by page', async () => {
    expect(await sorted('Groups', '?sortBy=displayName&sortOrder=descending')).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(await sorted('Groups', '?sortBy=displayName&sortOrder=descending&startIndex=3&count=2')).toEqual([5, 4]);
  });
});
