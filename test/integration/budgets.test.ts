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

/** What one request sends. That a token was used is written once a second, in a flight of its own: not the request's. */
async function trafficOf(
  request: () => Promise<{ status: number }>,
): Promise<{ status: number; statements: number; roundTrips: number }> {
  proxy.taken();
  const { status } = await request();
  const { working, roundTrips } = proxy.taken();
  const beside = working.filter((text) => text.includes('last_used_at = u.at')).length;
  return { status, statements: working.length - beside, roundTrips: roundTrips - beside };
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

  it('delete: 1 statement, 1 flight', async () => {
    const { id } = await create();
    expect(await trafficOf(() => directory.scim(`/Users/${id}`, { method: 'DELETE' }))).toEqual({
      status: 204,
      statements: 1,
      roundTrips: 1,
    });
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
