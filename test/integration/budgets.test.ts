import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, startService, type TestDatabase, type TestService } from '../support/building.ts';
import { newDirectory, type Sending, type TestDirectory, userBody } from '../support/clients.ts';
import { startWireProxy, type WireProxy } from '../support/wire-proxy.ts';

// DESIGN §6: working SQL statements and round trips per request, counted on the wire with the token in the cache.
let database: TestDatabase;
let proxy: WireProxy;
let service: TestService;
let directory: TestDirectory;
beforeAll(async () => {
  database = await freshDatabase();
  proxy = await startWireProxy(database.location);
  // One connection, so that every statement of the measured requests is prepared by the warm-up.
  service = await startService({ ...proxy.location, poolSize: 1 } as typeof proxy.location);
  directory = await newDirectory(service);
});
afterAll(async () => {
  await service.stop();
  await proxy.close();
  await database.drop();
});

let names = 0;
const create = async () =>
  (await directory.scim('/Users', { method: 'POST', body: userBody(`b${++names}@corp.example`) })).body;
const active = (value: boolean): Sending => ({
  method: 'PATCH',
  body: { Operations: [{ op: 'replace', value: { active: value } }] },
});

/** Written once a second in flights of their own, for all the requests before: not one request's. */
const BESIDE = /last_used_at = u\.at|insert into scim_requests/;

/** What one request sends. */
async function trafficOf(
  request: () => Promise<{ status: number }>,
): Promise<{ status: number; statements: number; roundTrips: number }> {
  const { status, texts, roundTrips } = await sentBy(request);
  return { status, statements: texts.length, roundTrips };
}

async function sentBy(
  request: () => Promise<{ status: number }>,
): Promise<{ status: number; texts: string[]; roundTrips: number }> {
  proxy.taken();
  const { status } = await request();
  const { working, roundTrips } = proxy.taken();
  const texts = working.filter((text) => !BESIDE.test(text));
  return { status, texts, roundTrips: roundTrips - (working.length - texts.length) };
}

describe('DESIGN 6 statements and round trips', () => {
  it('create, events included: 1 statement, 1 flight', async () => {
    await create();
    const result = await trafficOf(() =>
      directory.scim('/Users', { method: 'POST', body: userBody(`b${++names}@corp.example`) }),
    );
    expect(result).toEqual({ status: 201, statements: 1, roundTrips: 1 });
  });

  it('get by id: 1 statement, 1 flight', async () => {
    const { id } = await create();
    await directory.scim(`/Users/${id}`);
    expect(await trafficOf(() => directory.scim(`/Users/${id}`))).toEqual({
      status: 200,
      statements: 1,
      roundTrips: 1,
    });
  });

  it('filter by userName, externalId, id: 1 statement, 1 flight', async () => {
    for (const filter of ['userName eq "b1@corp.example"', 'externalId eq "x"', 'id eq "x"']) {
      const path = `/Users?filter=${encodeURIComponent(filter)}`;
      await directory.scim(path);
      expect(await trafficOf(() => directory.scim(path))).toEqual({ status: 200, statements: 1, roundTrips: 1 });
    }
  });

  it('PATCH active, both ways, with its event: 1 statement, 1 flight (budget 2)', async () => {
    const { id } = await create();
    await directory.scim(`/Users/${id}`, active(false));
    for (const value of [true, false]) {
      expect(await trafficOf(() => directory.scim(`/Users/${id}`, active(value)))).toEqual({
        status: 200,
        statements: 1,
        roundTrips: 1,
      });
    }
  });

  it('list page: 1 statement, 1 flight (budget 2)', async () => {
    for (const path of ['/Users?startIndex=1&count=100', '/Users?startIndex=3&count=2', '/Users?count=0']) {
      await directory.scim(path);
      expect(await trafficOf(() => directory.scim(path))).toEqual({ status: 200, statements: 1, roundTrips: 1 });
    }
  });

  it('delete, with the lock on the groups that change by it: 2 statements, 1 flight', async () => {
    const { id } = await create();
    expect(await trafficOf(() => directory.scim(`/Users/${id}`, { method: 'DELETE' }))).toEqual({
      status: 204,
      statements: 2,
      roundTrips: 1,
    });
  });

  it('a search by filter, sort or cursor: 2 statements (budget of a page: 2)', async () => {
    const filters = [
      'displayName co "a"',
      'emails[type eq "work" and value eq "x"]',
      'userName sw "b" and active eq true',
    ];
    for (const path of [
      ...filters.map((filter) => `/Users?filter=${encodeURIComponent(filter)}`),
      '/Users?sortBy=name.familyName&count=100',
      '/Users?cursor=&count=2',
      `/Groups?filter=${encodeURIComponent('displayName pr')}&cursor=`,
    ]) {
      await directory.scim(path);
      const { status, statements } = await trafficOf(() => directory.scim(path));
      expect([path, status]).toEqual([path, 200]);
      expect(statements, path).toBeLessThanOrEqual(2);
    }
  });

  it('general PATCH and PUT, events included: 3 statements', async () => {
    const { id, ...body } = await create();
    let n = 0;
    const patch = () =>
      directory.scim(`/Users/${id}`, {
        method: 'PATCH',
        body: { Operations: [{ op: 'replace', path: 'title', value: `t${++n}` }] },
      });
    const put = () =>
      directory.scim(`/Users/${id}`, {
        method: 'PUT',
        body: { ...body, title: `t${++n}`, emails: [{ value: `${n}@x.example` }] },
      });
    for (const request of [patch, put]) {
      await request();
      const { status, statements, roundTrips } = await trafficOf(request);
      expect([status, statements]).toEqual([200, 3]);
      expect(roundTrips).toBeLessThanOrEqual(3);
    }
  });

  it('a token that is not in the cache costs two look-ups more', async () => {
    const fresh = await newDirectory(service, directory.organizationId);
    const { statements } = await trafficOf(() => fresh.scim('/Users?count=0'));
    expect(statements).toBe(3);
  });
});

describe('DESIGN 6 groups', () => {
  const people: string[] = [];
  let group: string;
  let groups = 0;
  const newGroup = (members: readonly string[]) =>
    directory.scim('/Groups', {
      method: 'POST',
      body: { displayName: `Budget ${++groups}`, members: members.map((value) => ({ value })) },
    });
  const patch = (...Operations: object[]) =>
    directory.scim(`/Groups/${group}`, { method: 'PATCH', body: { Operations } });
  const add = (...ids: readonly string[]) => ({ op: 'add', path: 'members', value: ids.map((value) => ({ value })) });

  beforeAll(async () => {
    for (let index = 0; index < 100; index += 1) people.push((await create()).id);
    group = (await newGroup([])).body.id;
  });

  it('create with 100 members, events included: 1 statement, 1 flight', async () => {
    await newGroup(people);
    expect(await trafficOf(() => newGroup(people))).toEqual({ status: 201, statements: 1, roundTrips: 1 });
  });

  it('PATCH of one member in or out, in every form, changing something or nothing: 1 statement, 1 flight (budget 2)', async () => {
    const [id = ''] = people;
    const requests = [
      () => patch(add(id)),
      () => patch(add(id)),
      () => patch({ op: 'remove', path: `members[value eq "${id}"]` }),
      () => patch({ op: 'Remove', path: 'members', value: [{ value: id }] }),
    ];
    for (const request of [...requests, ...requests])
      expect(await trafficOf(request)).toEqual({ status: 204, statements: 1, roundTrips: 1 });
  });

  it('PATCH of 100 members: 1 statement; replaced by PATCH or PUT, attributes with them, events included: 3 (budget 3)', async () => {
    const put = () =>
      directory.scim(`/Groups/${group}`, {
        method: 'PUT',
        body: { displayName: `Put ${++groups}`, members: people.map((value) => ({ value })) },
      });
    const replace = (...ids: readonly string[]) => patch({ ...add(...ids), op: 'replace' });
    const requests: [() => Promise<{ status: number }>, number][] = [
      [() => patch(add(...people)), 1],
      [() => replace(...people.slice(0, 50)), 3],
      [() => replace(), 3],
      [put, 3],
      [() => patch({ op: 'replace', value: { id: group, displayName: `Renamed ${++groups}` } }), 3],
      [() => patch({ op: 'replace', path: 'displayName', value: `Both ${++groups}` }, add(people[0] ?? '')), 3],
    ];
    for (const [request] of requests) await request();
    for (const [request, wanted] of requests) {
      const { status, statements } = await trafficOf(request);
      expect([status < 300, statements]).toEqual([true, wanted]);
    }
  });

  it('get, found by name, a page: 1 statement; with excludedAttributes=members none of them touches a member row', async () => {
    const filter = `filter=${encodeURIComponent('displayName eq "budget 1"')}`;
    for (const path of [`/Groups/${group}`, `/Groups?${filter}`, '/Groups?startIndex=1&count=100']) {
      const bare = `${path}${path.includes('?') ? '&' : '?'}excludedAttributes=members`;
      for (const each of [path, bare]) await directory.scim(each);
      const [full, without] = [await sentBy(() => directory.scim(path)), await sentBy(() => directory.scim(bare))];
      expect([full.status, full.texts.length, without.status, without.texts.length]).toEqual([200, 1, 200, 1]);
      expect(full.texts[0]).toMatch(/group_users/);
      expect(without.texts[0]).not.toMatch(/group_users|group_groups/);
    }
  });

  it('delete, with the lock on the groups that hold it: 2 statements, 1 flight', async () => {
    const { body } = await newGroup(people.slice(0, 3));
    expect(await trafficOf(() => directory.scim(`/Groups/${body.id}`, { method: 'DELETE' }))).toEqual({
      status: 204,
      statements: 2,
      roundTrips: 1,
    });
  });
});
