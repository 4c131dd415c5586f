import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { purgeExpiredCredentials } from '../../src/core/directory-clients/purge-machine-credentials.ts';
import { newId } from '../../src/platform/ids.ts';
import { freshDatabase, startService, type TestDatabase, type TestService } from '../support/building.ts';
import { apiOf, newDirectory, send, type TestDirectory } from '../support/clients.ts';
import {
  asClient,
  ENTRA,
  entraClaims,
  type Machine,
  newMachine,
  newSigner,
  ownClaims,
  type Signer,
} from '../support/machines.ts';

let database: TestDatabase;
let services: [TestService, TestService];
let api: ReturnType<typeof apiOf>;
let directory: TestDirectory;
let machine: Machine;
let signer: Signer;
beforeAll(async () => {
  database = await freshDatabase();
  const first = await startService(database.location);
  // Both stand behind one public address.
  services = [first, await startService(database.location, { baseUrl: first.baseUrl })];
  api = apiOf(first);
  directory = await newDirectory(first);
  machine = await newMachine(first, directory);
  signer = await newSigner('RS256');
  await machine.credential({ kind: 'key', jwk: signer.jwk });
  await machine.credential({ ...ENTRA, jwks: { keys: [signer.jwk] } });
});
afterAll(async () => {
  await Promise.all(services.map((service) => service.stop()));
  await database.drop();
});

/** What the same request answers at a replica. */
async function statusAt(service: TestService, token: string, { base } = directory): Promise<number> {
  const { pathname } = new URL(base);
  return (await send(`${service.baseUrl}${pathname}/Users`, { token })).status;
}

async function fetched(signed: Promise<string>): Promise<string> {
  const { status, body } = await machine.fetch(asClient(machine, await signed));
  expect(status).toBe(200);
  return body.access_token;
}

describe('one assertion at two replicas', () => {
  it.each([
    ['of its own key', () => signer.sign(ownClaims(machine))],
    ['without a jti', () => signer.sign(ownClaims(machine, { jti: undefined }))],
    ['of Entra ID', () => signer.sign(entraClaims())],
  ])('SEC-R10 scim.md §8.13 %s, 20 times in parallel: exactly one token', async (_title, make) => {
    const form = asClient(machine, await make());
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => machine.fetch(form, {}, n % 2 === 0 ? services[0] : services[1])),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(19);
  });

  it('20 assertions in parallel: 20 tokens', async () => {
    const forms = await Promise.all(Array.from({ length: 20 }, () => signer.sign(ownClaims(machine))));
    const replies = await Promise.all(
      forms.map((jwt, n) => machine.fetch(asClient(machine, jwt), {}, n % 2 === 0 ? services[0] : services[1])),
    );
    expect(new Set(replies.map(({ body }) => body.access_token)).size).toBe(20);
  });
});

describe('what is revoked at one replica', () => {
  const ends: [string, () => Promise<{ token: string; end: () => Promise<{ status: number }> }>][] = [
    [
      'a token that was given back',
      async () => {
        const token = await fetched(signer.sign(ownClaims(machine)));
        const form = { ...asClient(machine, await signer.sign(ownClaims(machine))), token };
        const body = new URLSearchParams(form).toString();
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const url = `${services[0].baseUrl}/scim/oauth/revoke`;
        return { token, end: () => send(url, { method: 'POST', body, headers }) };
      },
    ],
    [
      'a token whose credential was revoked',
      async () => {
        const made = await machine.newSecret();
        const token = await machine.tokenBy(made.secret);
        return { token, end: () => api.delete(`${machine.path}/credentials/${made.id}`) };
      },
    ],
    [
      'a token whose client was revoked',
      async () => {
        const other = await newMachine(services[0], directory);
        const token = await other.tokenBy((await other.newSecret()).secret);
        return { token, end: () => api.delete(other.path) };
      },
    ],
  ];
  it.each(ends)('SEC-S11 %s is 401 at the other, though it was in its cache', async (_title, make) => {
    const { token, end } = await make();
    expect([await statusAt(services[0], token), await statusAt(services[1], token)]).toEqual([200, 200]);
    expect((await end()).status).toBeLessThan(300);
    expect(await statusAt(services[0], token)).toBe(401);
    // Told with the commit: long before its cache would forget by itself, after five seconds.
    await vi.waitFor(async () => expect(await statusAt(services[1], token)).toBe(401), { timeout: 2_000, interval: 5 });
  });

  it('SEC-S11 no token slips through between fetching and revoking', async () => {
    for (let round = 0; round < 8; round += 1) {
      const at = await newDirectory(services[0]);
      const other = await newMachine(services[0], at);
      const made = await other.newSecret();
      const form = { client_id: other.clientId, client_secret: made.secret };
      const organization = `/organizations/${at.organizationId}`;
      const ends = [
        `${other.path}/credentials/${made.id}`,
        other.path,
        `${organization}/directories/${at.directoryId}`,
      ];
      const [replies, end] = await Promise.all([
        Promise.all(
          Array.from({ length: 12 }, (_, n) => other.fetch(form, {}, n % 2 === 0 ? services[0] : services[1])),
        ),
        api.delete([...ends, organization][round % 4] ?? expect.fail()),
      ]);
      expect(end.status).toBe(204);
      expect(replies.map(({ status }) => status).filter((status) => status !== 200 && status !== 401)).toEqual([]);
      for (const { body } of replies.filter(({ status }) => status === 200)) {
        expect(await statusAt(services[0], body.access_token, at)).toBe(401);
        const elsewhere = () => statusAt(services[1], body.access_token, at);
        await vi.waitFor(async () => expect(await elsewhere()).toBe(401), { timeout: 2_000, interval: 5 });
      }
      expect((await other.fetch(form)).status).toBe(401);
    }
  });
});

describe('the purge', () => {
  /** The id of something that was made some hours ago. */
  const idFrom = (hours: number) => {
    const time = (Date.now() - hours * 3_600_000).toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}${newId().slice(13)}`;
  };

  it('takes tokens of clients and names of assertions that expired, and nothing else', async () => {
    const [{ database: own }] = services;
    const other = await newMachine(services[0], directory);
    const { id: credentialId } = await other.newSecret();
    const { organizationId, directoryId } = directory;
    const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
    const token = (id: string, expires: number, more: object = { clientId: other.id, credentialId }) => ({
      organizationId,
      id,
      directoryId,
      secretHash: Buffer.from(id),
      access: 'read_only',
      createdAt: hours(-9),
      expiresAt: hours(expires),
      ...more,
    });
    const [old, young, live, operators] = [idFrom(9), idFrom(1.5), idFrom(9), idFrom(9)];
    const digests = [1, 2].map((byte) => new Uint8Array(32).fill(byte));
    await own.changeAs(organizationId, async (tx) => {
      const data = [token(old, -8), token(young, -0.5), token(live, 1), token(operators, -8, {})];
      await tx.models.directoryToken.createMany({ data });
      const assertion = (digest: Uint8Array<ArrayBuffer> | undefined, expires: number) => ({
        organizationId,
        clientId: other.id,
        digest: digest ?? expect.fail(),
        expiresAt: hours(expires),
      });
      await tx.models.usedAssertion.createMany({ data: [assertion(digests[0], -2), assertion(digests[1], 1)] });
    });
    await purgeExpiredCredentials(own);
    const left = await own.readAs(organizationId, async (tx) => ({
      tokens: await tx.models.directoryToken.findMany({ where: { id: { in: [old, young, live, operators] } } }),
      assertions: await tx.models.usedAssertion.findMany({ where: { clientId: other.id } }),
    }));
    expect(left.tokens.map(({ id }) => id).toSorted()).toEqual([young, live, operators].toSorted());
    expect(left.assertions.map(({ digest }) => digest[0])).toEqual([2]);
  });
});
