import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, startService, type TestDatabase, type TestService } from '../support/building.ts';
import { apiOf, newDirectory, send, type TestDirectory, userBody } from '../support/clients.ts';
import { startWireProxy, type WireProxy } from '../support/wire-proxy.ts';

let database: TestDatabase;
let proxy: WireProxy;
let service: TestService;
let directory: TestDirectory;
beforeAll(async () => {
  database = await freshDatabase();
  proxy = await startWireProxy(database.location);
  service = await startService(proxy.location);
  directory = await newDirectory(service);
});
afterAll(async () => {
  await service.stop();
  await proxy.close();
  await database.drop();
});

const create = (userName: string) =>
  directory.scim('/Users', { method: 'POST', body: userBody(userName, { externalId: userName }) });
const eventsOf = (subjectId: string) =>
  service.database.readAs(directory.organizationId, (tx) => tx.models.event.findMany({ where: { subjectId } }));

function expectOutage({
  status,
  headers,
  body,
}: {
  status: number;
  headers: Headers;
  body: { status?: string; detail?: string };
}): void {
  expect([status, body.status]).toEqual([503, '503']);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(body.detail).toMatch(/again/);
}

describe('SEC-S02', () => {
  it('SEC-S02 the connection drops after the commit of a create: the retry meets one person', async () => {
    proxy.cutOnce({ statement: /insert into users/, when: 'after' });
    expectOutage(await create('after@s02.example'));
    const retry = await create('after@s02.example');
    expect([retry.status, retry.body.scimType]).toEqual([409, 'uniqueness']);
    const { body } = await directory.scim(`/Users?filter=${encodeURIComponent('userName eq "after@s02.example"')}`);
    expect(body.totalResults).toBe(1);
    expect(await eventsOf(body.Resources[0].id)).toHaveLength(1);
    expect((await directory.scim('/Users?count=0')).body.totalResults).toBe(1);
  });

  it('SEC-S02 it drops before: nothing was written, and the retry creates', async () => {
    proxy.cutOnce({ statement: /insert into users/, when: 'before' });
    expectOutage(await create('before@s02.example'));
    const retry = await create('before@s02.example');
    expect(retry.status).toBe(201);
    expect(await eventsOf(retry.body.id)).toHaveLength(1);
    expect((await directory.scim('/Users?count=0')).body.totalResults).toBe(2);
  });

  it('SEC-S02 the same at the commit of a change in several statements', async () => {
    const { body: user } = await create('patched@s02.example');
    const patch = (title: string) =>
      directory.scim(`/Users/${user.id}`, {
        method: 'PATCH',
        body: { Operations: [{ op: 'replace', path: 'title', value: title }] },
      });
    proxy.cutOnce({ statement: /^commit/, when: 'before' });
    expectOutage(await patch('lost'));
    expect((await directory.scim(`/Users/${user.id}`)).body).toEqual(user);
    proxy.cutOnce({ statement: /^commit/, when: 'after' });
    expectOutage(await patch('kept'));
    expect((await directory.scim(`/Users/${user.id}`)).body.title).toBe('kept');
    expect((await patch('kept')).status).toBe(200);
    expect((await eventsOf(user.id)).map(({ type }) => type).sort()).toEqual(['user.created', 'user.updated']);
  });
});

describe('an outage', () => {
  it('is 503 with Retry-After at every door, never 401, 404 or an empty list, and passes by itself', async () => {
    const { body: user } = await create('outage@corp.example');
    const fresh = await newDirectory(service);
    proxy.setDown(true);
    for (const path of ['/Users', `/Users/${user.id}`, `/Users?filter=${encodeURIComponent('userName eq "x"')}`]) {
      expectOutage(await directory.scim(path));
    }
    expectOutage(await directory.scim(`/Users/${user.id}`, { method: 'DELETE' }));
    expectOutage(
      await directory.scim(`/Users/${user.id}`, {
        method: 'PATCH',
        body: { Operations: [{ op: 'replace', path: 'title', value: 'x' }] },
      }),
    );
    // A token that nobody has looked up yet is not unknown: nobody can tell.
    expectOutage(await fresh.scim('/Users'));
    const api = await apiOf(service).get(`/organizations/${directory.organizationId}`);
    expect([api.status, api.body.code, api.headers.get('retry-after')]).toEqual([503, 'unavailable', '5']);
    expect((await send(`${service.baseUrl}/readyz`)).status).toBe(503);
    expect((await send(`${service.baseUrl}/livez`)).status).toBe(200);
    proxy.setDown(false);
    expect((await directory.scim(`/Users/${user.id}`)).body).toEqual(user);
    expect((await send(`${service.baseUrl}/readyz`)).status).toBe(200);
  });

  it('SEC-R27 a revocation by another replica is heard at once, and one that was missed when the listening comes back', async () => {
    const replica = await startService(database.location);
    const revoke = ({ organizationId, directoryId, tokenId }: TestDirectory) =>
      apiOf(replica).delete(`/organizations/${organizationId}/directories/${directoryId}/tokens/${tokenId}`);
    const useHere = (victim: TestDirectory) => async () =>
      (await send(`${victim.base.replace(replica.baseUrl, service.baseUrl)}/Users`, { token: victim.token })).status;

    const heard = await newDirectory(replica);
    expect(await useHere(heard)()).toBe(200);
    await revoke(heard);
    await expect.poll(useHere(heard), { timeout: 4_000, interval: 20 }).toBe(401);

    const missed = await newDirectory(replica);
    expect(await useHere(missed)()).toBe(200);
    proxy.setDown(true);
    await revoke(missed);
    proxy.setDown(false);
    // Sooner than the five seconds of the cache.
    await expect.poll(useHere(missed), { timeout: 4_000, interval: 20 }).toBe(401);
    await replica.stop();
  });
});
