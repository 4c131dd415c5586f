import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService, type TestService } from '../../../support/building.ts';
import { apiOf, newDirectory, type Reply, send, type TestDirectory } from '../../../support/clients.ts';
import {
  asClient,
  basic,
  type FormFields,
  type Machine,
  newMachine,
  newSigner,
  ownClaims,
  postForm,
} from '../../../support/machines.ts';

let service: TestService;
let api: ReturnType<typeof apiOf>;
let directory: TestDirectory;
let machine: Machine;
let secret: string;
beforeAll(async () => {
  ({ service } = await sharedService());
  api = apiOf(service);
  directory = await newDirectory(service);
  machine = await newMachine(service, directory);
  ({ secret } = await machine.newSecret());
});

function giveBack(form: FormFields, headers: Record<string, string> = {}): Promise<Reply> {
  return postForm(`${service.baseUrl}/scim/oauth/revoke`, form, headers);
}

const counts = async (token: string, at = directory) => (await at.scim('/Users', { token })).status === 200;
const mine = () => ({ client_id: machine.clientId, client_secret: secret });

describe('RFC 7009', () => {
  it('RFC 7009 §2.1 a client gives its own token back, by each way of authentication: it is 401 at once', async () => {
    const signer = await newSigner();
    await machine.credential({ kind: 'key', jwk: signer.jwk });
    const ways: (() => Promise<[FormFields, Record<string, string>]>)[] = [
      async () => [mine(), {}],
      async () => [{}, basic(machine.clientId, secret)],
      async () => [asClient(machine, await signer.sign(ownClaims(machine))), {}],
    ];
    for (const way of ways) {
      const [token, kept] = [await machine.tokenBy(secret), await machine.tokenBy(secret)];
      expect([await counts(token), await counts(kept)]).toEqual([true, true]);
      const [form, headers] = await way();
      const reply = await giveBack({ ...form, token, token_type_hint: 'access_token' }, headers);
      expect([reply.status, reply.text]).toEqual([200, '']);
      expect([await counts(token), await counts(kept)]).toEqual([false, true]);
    }
  });

  it('RFC 7009 §2.2 what is no token of its own is 200 all the same, and lives on', async () => {
    const other = await newMachine(service, directory);
    const theirs = await other.tokenBy((await other.newSecret()).secret);
    for (const token of [theirs, directory.token, 'never-was-one', secret, 'x'.repeat(10_000), 'a\0b']) {
      const reply = await giveBack({ ...mine(), token });
      expect([token.slice(0, 40), reply.status, reply.text]).toEqual([token.slice(0, 40), 200, '']);
    }
    expect([await counts(theirs), await counts(directory.token)]).toEqual([true, true]);
    const own = await machine.tokenBy(secret);
    for (let n = 0; n < 2; n += 1) expect((await giveBack({ ...mine(), token: own })).status).toBe(200);
  });

  it('RFC 7009 §2.2.1 nobody gives anything back without a proof, and nothing without naming it', async () => {
    const token = await machine.tokenBy(secret);
    const replies = [
      await giveBack({ ...mine(), client_secret: 'guessed', token }),
      await giveBack({ client_id: 'abcdefghijkm', client_secret: secret, token }),
      await giveBack({ token }),
      await giveBack(mine()),
      await giveBack({ ...mine(), token }, basic(machine.clientId, secret)),
    ];
    expect(replies.map(({ status, body }) => `${status} ${body.error}`)).toEqual([
      '401 invalid_client',
      '401 invalid_client',
      '401 invalid_client',
      '400 invalid_request',
      '400 invalid_request',
    ]);
    expect(await counts(token)).toBe(true);
  });

  it('RFC 7523 §3 an assertion counts once there too, and for either endpoint', async () => {
    const signer = await newSigner('EdDSA', 'once');
    const of = await newMachine(service, directory);
    await of.credential({ kind: 'key', jwk: signer.jwk });
    const form = asClient(of, await signer.sign(ownClaims(of)));
    const { body } = await of.fetch(form);
    expect((await giveBack({ ...form, token: body.access_token })).status).toBe(401);
    expect(await counts(body.access_token)).toBe(true);
    const other = asClient(of, await signer.sign(ownClaims(of)));
    expect((await giveBack({ ...other, token: body.access_token })).status).toBe(200);
    expect((await of.fetch(other)).status).toBe(401);
  });
});

describe('SEC-R27 tokens end', () => {
  it('SEC-R27 with the credential that they were fetched by, and no others', async () => {
    const of = await newMachine(service, directory);
    const [first, second] = [await of.newSecret(), await of.newSecret()];
    const [ended, kept] = [await of.tokenBy(first.secret), await of.tokenBy(second.secret)];
    expect([await counts(ended), await counts(kept)]).toEqual([true, true]);
    const path = `${of.path}/credentials/${first.id}`;
    expect([(await api.delete(path)).status, (await api.delete(path)).status]).toEqual([204, 204]);
    expect([await counts(ended), await counts(kept)]).toEqual([false, true]);
    await of.tokenBy(second.secret);
  });

  it('SEC-R27 with their client', async () => {
    const of = await newMachine(service, directory);
    const made = await of.newSecret();
    const token = await of.tokenBy(made.secret);
    expect(await counts(token)).toBe(true);
    expect((await api.delete(of.path)).status).toBe(204);
    expect(await counts(token)).toBe(false);
    expect(await counts(directory.token)).toBe(true);
    expect((await of.fetch({ client_id: of.clientId, client_secret: made.secret })).status).toBe(401);
  });

  it('SEC-R27 with their directory, and with their organization', async () => {
    const own = await newDirectory(service);
    const sibling = await newDirectory(service, own.organizationId);
    const scenes = [];
    for (const at of [own, sibling]) {
      const of = await newMachine(service, at);
      const made = await of.newSecret();
      scenes.push({ at, of, made, token: await of.tokenBy(made.secret) });
    }
    expect(await Promise.all(scenes.map(({ at, token }) => counts(token, at)))).toEqual([true, true]);
    const organization = `/organizations/${own.organizationId}`;
    expect((await api.delete(`${organization}/directories/${own.directoryId}`)).status).toBe(204);
    expect(await Promise.all(scenes.map(({ at, token }) => counts(token, at)))).toEqual([false, true]);
    expect((await api.delete(organization)).status).toBe(204);
    for (const { at, of, made, token } of scenes) {
      expect(await counts(token, at)).toBe(false);
      const reply = await of.fetch({ client_id: of.clientId, client_secret: made.secret });
      expect([reply.status, reply.body.error]).toEqual([401, 'invalid_client']);
    }
  });

  it('SEC-R27 by an operator, who finds the id in the record of requests', async () => {
    const token = await machine.tokenBy(secret);
    const { id } = await service.database.readAs(directory.organizationId, (tx) =>
      tx.models.directoryToken.findFirstOrThrow({ where: { clientId: machine.id }, orderBy: { id: 'desc' } }),
    );
    const path = `/organizations/${directory.organizationId}/directories/${directory.directoryId}/tokens/${id}`;
    expect((await api.delete(path)).status).toBe(204);
    expect(await counts(token)).toBe(false);
  });

  it('SEC-R27 a client’s token is 401 at every address but its directory’s', async () => {
    const token = await machine.tokenBy(secret);
    const sibling = await newDirectory(service, directory.organizationId);
    expect((await send(`${sibling.base}/Users`, { token })).status).toBe(401);
    expect((await send(`${service.baseUrl}/api/v1/organizations/${directory.organizationId}`, { token })).status).toBe(
      401,
    );
  });
});
