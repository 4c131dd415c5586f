import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, startService, type TestDatabase, type TestService } from '../support/building.ts';
import { newDirectory, type Reply, type TestDirectory } from '../support/clients.ts';
import { asClient, type Machine, newMachine, newSigner, ownClaims, type Signer } from '../support/machines.ts';
import { startWireProxy, type WireProxy } from '../support/wire-proxy.ts';

let database: TestDatabase;
let proxy: WireProxy;
let service: TestService;
let directory: TestDirectory;
let machine: Machine;
let signer: Signer;
let secret: string;
beforeAll(async () => {
  database = await freshDatabase();
  proxy = await startWireProxy(database.location);
  // One connection, so that every statement of the measured requests is prepared by the warm-up.
  service = await startService({ ...proxy.location, poolSize: 1 } as typeof proxy.location);
  directory = await newDirectory(service);
  machine = await newMachine(service, directory);
  signer = await newSigner();
  await machine.credential({ kind: 'key', jwk: signer.jwk });
  ({ secret } = await machine.newSecret());
});
afterAll(async () => {
  await service.stop();
  await proxy.close();
  await database.drop();
});

/** Written once a second in flights of their own, for all the requests before: not one request's. */
const BESIDE = /last_used_at = u\.at|insert into scim_requests/;

/** What the second of two like requests sends. */
async function trafficOf(request: () => Promise<Reply>) {
  await request();
  proxy.taken();
  const { status } = await request();
  const { working, roundTrips } = proxy.taken();
  const own = working.filter((text) => !BESIDE.test(text));
  return { status, statements: own.length, roundTrips: roundTrips - (working.length - own.length) };
}

describe('statements and round trips of the token endpoint', () => {
  it('a token: two look-ups, then lock, token, event and the use of its assertion in one flight', async () => {
    const form = () => ({ client_id: machine.clientId, client_secret: secret });
    const expected = { status: 200, statements: 4, roundTrips: 3 };
    expect(await trafficOf(() => machine.fetch(form()))).toEqual(expected);
    const asserted = async () => machine.fetch(asClient(machine, await signer.sign(ownClaims(machine))));
    expect(await trafficOf(asserted)).toEqual(expected);
  });

  it('scim.md §8.13 an unknown client costs what a wrong secret costs', async () => {
    const expected = { status: 401, statements: 2, roundTrips: 2 };
    expect(await trafficOf(() => machine.fetch({ client_id: machine.clientId, client_secret: 'x' }))).toEqual(expected);
    expect(await trafficOf(() => machine.fetch({ client_id: 'abcdefghijkm', client_secret: 'x' }))).toEqual(expected);
  });

  it('DESIGN 6 a request with a fetched token costs what one with an operator’s token costs', async () => {
    const token = await machine.tokenBy(secret);
    const read = (with_: string) => trafficOf(() => directory.scim('/Users?count=0', { token: with_ }));
    expect(await read(token)).toEqual({ status: 200, statements: 1, roundTrips: 1 });
    expect(await read(token)).toEqual(await read(directory.token));
  });
});
