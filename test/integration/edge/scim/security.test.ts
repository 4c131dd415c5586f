import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService, type TestService } from '../../../support/building.ts';
import { apiOf, newDirectory, send, type TestDirectory, userBody } from '../../../support/clients.ts';

let service: TestService;
let ours: TestDirectory;
let theirs: TestDirectory;
beforeAll(async () => {
  ({ service } = await sharedService());
  [ours, theirs] = [await newDirectory(service), await newDirectory(service)];
});

const create = async (directory: TestDirectory, userName: string) =>
  (await directory.scim('/Users', { method: 'POST', body: userBody(userName, { externalId: userName }) })).body;

async function token(directory: TestDirectory, wanted: object) {
  const path = `/organizations/${directory.organizationId}/directories/${directory.directoryId}/tokens`;
  return (await apiOf(service).post(path, wanted)).body;
}

describe('SEC-R27', () => {
  it('SEC-R27 a token of one organization meets another’s user as 404, on every verb, and in filters as nobody', async () => {
    const victim = await create(theirs, 'victim@r27.example');
    const attempts = [
      {},
      { method: 'DELETE' },
      { method: 'PUT', body: userBody('stolen@r27.example') },
      { method: 'PATCH', body: { Operations: [{ op: 'replace', value: { active: false } }] } },
      { method: 'PATCH', body: { Operations: [{ op: 'replace', path: 'title', value: 'stolen' }] } },
    ];
    for (const sending of attempts) expect((await ours.scim(`/Users/${victim.id}`, sending)).status).toBe(404);
    for (const filter of [
      `id eq "${victim.id}"`,
      'userName eq "victim@r27.example"',
      'externalId eq "victim@r27.example"',
    ]) {
      expect((await ours.scim(`/Users?filter=${encodeURIComponent(filter)}`)).body.totalResults).toBe(0);
    }
    expect((await theirs.scim(`/Users/${victim.id}`)).body).toEqual(victim);
  });

  it('SEC-R27 a token does not count at another directory’s address, of its own organization either', async () => {
    const sibling = await newDirectory(service, ours.organizationId);
    for (const other of [theirs, sibling]) {
      expect((await send(`${other.base}/Users`, { token: ours.token })).status).toBe(401);
    }
  });

  it('SEC-R27 a directory does not see the users of its organization’s other directories, and its names are taken there', async () => {
    const sibling = await newDirectory(service, ours.organizationId);
    const user = await create(sibling, 'sibling@r27.example');
    expect((await ours.scim(`/Users/${user.id}`)).status).toBe(404);
    expect((await ours.scim(`/Users/${user.id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await ours.scim('/Users', { method: 'POST', body: userBody('sibling@r27.example') })).status).toBe(409);
  });

  it('SEC-R27 a revoked token is 401 from the answer on, though it was in the cache', async () => {
    const directory = await newDirectory(service);
    expect((await directory.scim('/Users')).status).toBe(200);
    const path = `/organizations/${directory.organizationId}/directories/${directory.directoryId}/tokens/${directory.tokenId}`;
    expect((await apiOf(service).delete(path)).status).toBe(204);
    expect((await directory.scim('/Users')).status).toBe(401);
  });

  it('SEC-R27 an expired token is 401, and the other one of its directory is not', async () => {
    const directory = await newDirectory(service);
    await service.database.changeAs(directory.organizationId, (tx) =>
      tx.models.directoryToken.updateMany({
        where: { id: directory.tokenId },
        data: { expiresAt: new Date(Date.now() - 1) },
      }),
    );
    const { secret } = await token(directory, { access: 'read_write', expiresInDays: 1 });
    expect((await directory.scim('/Users')).status).toBe(401);
    expect((await directory.scim('/Users', { token: secret })).status).toBe(200);
  });

  it('SEC-R27 a read-only token reads, and is refused with 403 whatever it writes', async () => {
    const user = await create(ours, 'readonly@r27.example');
    const { secret } = await token(ours, { access: 'read_only' });
    const at = (path: string, sending: object = {}) => ours.scim(path, { ...sending, token: secret });
    expect((await at('/Users')).status).toBe(200);
    expect((await at(`/Users/${user.id}`)).status).toBe(200);
    const writes = [
      ['/Users', { method: 'POST', body: userBody('new@r27.example') }],
      [`/Users/${user.id}`, { method: 'PUT', body: userBody('new@r27.example') }],
      [`/Users/${user.id}`, { method: 'PATCH', body: { Operations: [{ op: 'replace', value: { active: false } }] } }],
      [`/Users/${user.id}`, { method: 'PATCH', body: { Operations: [{ op: 'replace', path: 'title', value: 'x' }] } }],
      [`/Users/${user.id}`, { method: 'DELETE' }],
    ] as const;
    for (const [path, sending] of writes) {
      const { status, body } = await at(path, sending);
      expect([status, body.status]).toEqual([403, '403']);
      expect(body.detail).toMatch(/read-only/);
    }
    expect((await at(`/Users/${user.id}`)).body).toEqual(user);
  });
});

describe('SEC-R28', () => {
  const targets: [string, string][] = [
    ['__proto__.polluted', 'invalidPath'],
    ['constructor.prototype.polluted', 'invalidPath'],
    ['__proto__', 'invalidPath'],
    ['name.__proto__', 'invalidPath'],
    ['prototype', 'invalidPath'],
    ['id', 'mutability'],
    ['ID', 'mutability'],
    ['meta', 'mutability'],
    ['meta.created', 'mutability'],
    ['groups', 'mutability'],
    ['urn:ietf:params:scim:schemas:core:2.0:User:id', 'mutability'],
    ['urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName', 'mutability'],
  ];

  it('SEC-R28 PATCH reaches no machinery, no id, no meta and nothing unknown, with a path and without', async () => {
    const user = await create(ours, 'r28@corp.example');
    for (const [path, scimType] of targets) {
      for (const operation of [
        { op: 'replace', path, value: 'x' },
        { op: 'add', value: JSON.parse(`{${JSON.stringify(path)}:"x"}`) },
        { op: 'remove', path },
      ]) {
        const { status, body } = await ours.scim(`/Users/${user.id}`, {
          method: 'PATCH',
          body: { Operations: [operation] },
        });
        if (!('path' in operation) || operation.op !== 'remove' || status !== 400) {
          expect([path, status, body.scimType]).toEqual([path, 400, scimType]);
        }
        expect(status).toBe(400);
      }
    }
    expect((await ours.scim(`/Users/${user.id}`)).body).toEqual(user);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('SEC-R28 a path to what is no attribute is 400; as a key without a path it is left out, as in a POST', async () => {
    const user = await create(ours, 'r28-unknown@corp.example');
    const patch = (operation: object) =>
      ours.scim(`/Users/${user.id}`, { method: 'PATCH', body: { Operations: [operation] } });
    for (const path of ['toString', 'isAdmin', 'tenant', 'organization_id', 'hasOwnProperty.x']) {
      for (const op of ['add', 'replace', 'remove']) {
        const { status, body } = await patch({ op, path, value: 'x' });
        expect([op, path, status, body.scimType]).toEqual([op, path, 400, 'invalidPath']);
      }
      const { status, body } = await patch({ op: 'replace', value: { [path]: 'x' } });
      expect([path, status, body]).toEqual([path, 200, user]);
    }
  });

  it('SEC-R28 JSON with __proto__, constructor or prototype as a key is 400, however it is spelt and wherever it stands', async () => {
    const bodies = [
      '{"userName":"p@r28.example","__proto__":{"polluted":true}}',
      '{"userName":"p@r28.example","\\u005f_proto__":{"polluted":true}}',
      '{"userName":"p@r28.example","name":{"constructor":{"prototype":{"polluted":true}}}}',
      '{"userName":"p@r28.example","emails":[{"value":"a","prototype":1}]}',
    ];
    for (const body of bodies) {
      const reply = await ours.scim('/Users', { method: 'POST', body });
      expect([body, reply.status, reply.body.scimType]).toEqual([body, 400, 'invalidPath']);
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const { body } = await ours.scim(`/Users?filter=${encodeURIComponent('userName eq "p@r28.example"')}`);
    expect(body.totalResults).toBe(0);
  });

  it('SEC-R28 DESIGN 7.5 a password is taken and dropped, roles are kept and grant nothing', async () => {
    const user = await create(ours, 'dropped@r28.example');
    const reply = await ours.scim(`/Users/${user.id}`, {
      method: 'PATCH',
      body: { Operations: [{ op: 'replace', path: 'password', value: 'S3cret!' }] },
    });
    expect([reply.status, reply.body]).toEqual([200, user]);
    const roles = await ours.scim(`/Users/${user.id}`, {
      method: 'PATCH',
      body: { Operations: [{ op: 'add', path: 'roles', value: [{ value: 'admin' }] }] },
    });
    expect(roles.body.roles).toEqual([{ value: 'admin' }]);
    const events = await service.database.readAs(ours.organizationId, (tx) => tx.models.eventDetail.findMany({}));
    expect(JSON.stringify([events, service.log])).not.toContain('S3cret!');
  });
});

describe('SEC-R29', () => {
  it('SEC-R29 deep, huge, many-termed, unterminated and hostile filters are 400 invalidFilter or find nobody', async () => {
    await create(ours, 'r29@corp.example');
    const refused = [
      `${'('.repeat(900)}userName eq "x"${')'.repeat(900)}`,
      `${'not ('.repeat(11)}userName eq "x"${')'.repeat(11)}`,
      `${'emails['.repeat(11)}value eq "x"${']'.repeat(11)}`,
      Array.from({ length: 60 }, () => 'id eq "x"').join(' or '),
      `userName eq "${'x'.repeat(2_100)}"`,
      'userName eq "x',
      'userName eq "x" or 1=1',
      `userName eq 'x' or ''=''`,
      'userName eq "x"; drop table users',
      'a.b.c.d eq "x"',
    ];
    for (const filter of refused) {
      const { status, body } = await ours.scim(`/Users?filter=${encodeURIComponent(filter)}`);
      expect([filter, status, body.scimType, body.Resources]).toEqual([filter, 400, 'invalidFilter', undefined]);
    }
    for (const operator of ['eq', 'co', 'sw', 'ew'])
      for (const value of [
        `' or '1'='1`,
        '%',
        '_',
        '*',
        '.*',
        '^r29',
        '(r29|x)',
        "\\\\'; drop table users; --",
        '" or userName pr or userName eq "'.replaceAll('"', '\\"'),
      ]) {
        const { status, body } = await ours.scim(
          `/Users?filter=${encodeURIComponent(`userName ${operator} "${value}"`)}`,
        );
        expect([operator, value, status, body.totalResults]).toEqual([operator, value, 200, 0]);
      }
  });

  it('SEC-R29 a filter of 20,000 parentheses or 1 MB does not get past the door', async () => {
    for (const filter of [
      '('.repeat(20_000),
      `userName eq "${'x'.repeat(1_000_000)}"`,
      Array.from({ length: 5_000 }, () => 'id pr').join(' or '),
    ]) {
      const status = await ours.scim(`/Users?filter=${filter}`).then(
        (reply) => reply.status,
        () => 431,
      );
      expect([400, 431]).toContain(status);
    }
    expect((await ours.scim('/Users?count=0')).status).toBe(200);
  });
});
