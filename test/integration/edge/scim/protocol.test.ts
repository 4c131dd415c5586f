import { request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService, type TestService } from '../../../support/building.ts';
import { newDirectory, type Reply, send, type TestDirectory, userBody } from '../../../support/clients.ts';

let service: TestService;
let directory: TestDirectory;
beforeAll(async () => {
  ({ service } = await sharedService());
  directory = await newDirectory(service);
});

function expectScimError({ status, headers, body }: Reply, wanted: number, scimType?: string): void {
  expect([status, body.status, body.scimType]).toEqual([wanted, `${wanted}`, scimType]);
  expect(body.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error']);
  expect(body.detail).toMatch(/\S+ \S+/);
  expect(headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
  expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
}

describe('X1 every refusal is a SCIM Error', () => {
  it('OKTA-R11 401 for a wrong token, none, and other schemes', async () => {
    const wrong = `${directory.token.slice(0, -1)}${directory.token.endsWith('A') ? 'B' : 'A'}`;
    const bad = [
      '',
      'Bearer',
      'Bearer x',
      `Bearer ${wrong}`,
      `Basic ${Buffer.from('a:b').toString('base64')}`,
      `Bearer ${'a'.repeat(600)}`,
    ];
    for (const authorization of bad) {
      const reply = await send(`${directory.base}/Users`, { headers: authorization === '' ? {} : { authorization } });
      expectScimError(reply, 401);
      expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  it('404 for an unknown path and an unknown directory', async () => {
    for (const path of ['', '/', '/Nonsense', '/Users/x/y', '/Groups', '/Users/x/y/z?filter=a']) {
      expectScimError(await directory.scim(path), 404);
    }
    expectScimError(await send(`${service.baseUrl}/scim/v2/nodirectory1/Users`, { token: directory.token }), 401);
    expectScimError(await send(`${service.baseUrl}/scim/v2`), 401);
  });

  it('405 names the methods that there are', async () => {
    const reply = await directory.scim('/Users', { method: 'DELETE' });
    expectScimError(reply, 405);
    expect(reply.headers.get('allow')).toBe('GET, POST');
    expectScimError(await directory.scim('/Schemas', { method: 'POST', body: {} }), 405);
  });

  it('415 for what is not JSON, or compressed', async () => {
    for (const headers of [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/jsonp' },
      { 'content-encoding': 'gzip' },
    ]) {
      expectScimError(await directory.scim('/Users', { method: 'POST', body: '{}', headers }), 415);
    }
  });

  it('413 for a body over 1 MB, said in its length or not, and the connection is not used again', async () => {
    expectScimError(
      await directory.scim('/Users', { method: 'POST', body: userBody('x', { title: 'x'.repeat(1_100_000) }) }),
      413,
    );
    const reply = await new Promise<{ status: number | undefined; connection: string | undefined }>(
      (resolve, reject) => {
        const sent = request(`${directory.base}/Users`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${directory.token}`,
            'content-type': 'application/scim+json',
            'transfer-encoding': 'chunked',
          },
        });
        sent.on('response', (response) => {
          resolve({ status: response.statusCode, connection: response.headers.connection });
          response.resume();
          sent.destroy();
        });
        sent.on('error', reject);
        for (let n = 0; n < 18; n += 1) sent.write('x'.repeat(65_536));
      },
    );
    expect(reply).toEqual({ status: 413, connection: 'close' });
  });

  it('400 invalidSyntax for what is not JSON, not UTF-8, no object, or too deep', async () => {
    const deep = `${'{"a":'.repeat(21)}1${'}'.repeat(21)}`;
    for (const body of ['', '{', 'null', '[]', '"x"', '7', deep, `${'['.repeat(200_000)}${']'.repeat(200_000)}`]) {
      const reply = await directory.scim('/Users', { method: 'POST', body });
      expectScimError(reply, 400, 'invalidSyntax');
    }
    const latin1 = await fetch(`${directory.base}/Users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${directory.token}`, 'content-type': 'application/scim+json' },
      body: Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d]),
    });
    expect([latin1.status, ((await latin1.json()) as { detail: string }).detail]).toEqual([
      400,
      'The body is not UTF-8.',
    ]);
  });

  it('400 invalidValue names the attribute and what it should be', async () => {
    const wrong: [object, RegExp][] = [
      [{ userName: undefined }, /^userName is required/],
      [{ userName: '  ' }, /^userName is required/],
      [{ userName: 7 }, /^userName must be a string, not "7"/],
      [{ active: 'maybe' }, /^active must be true or false, not "maybe"/],
      [{ name: 'Ada' }, /^name must be an object with formatted/],
      [{ emails: ['a@b.example'] }, /^emails\[0\] must be an object/],
      [
        {
          emails: [
            { value: 'a', primary: true },
            { value: 'b', primary: true },
          ],
        },
        /^emails has 2 primary values/,
      ],
      [{ title: 'a\0b' }, /^title has a NUL/],
      [{ title: '\ud800' }, /^title has a NUL character or half of a surrogate/],
      [{ userName: 'x'.repeat(2_001) }, /^userName is longer than 2000 bytes/],
      [{ externalId: 'ﷺ'.repeat(700) }, /^externalId is longer than 2000 bytes/],
      [{ x509Certificates: [{ value: 'not base64!' }] }, /^x509Certificates\[0\]\.value must be base64/],
    ];
    for (const [more, detail] of wrong) {
      const reply = await directory.scim('/Users', { method: 'POST', body: userBody('wrong@corp.example', more) });
      expectScimError(reply, 400, 'invalidValue');
      expect(reply.body.detail).toMatch(detail);
    }
    const { body } = await directory.scim(`/Users?filter=${encodeURIComponent('userName eq "wrong@corp.example"')}`);
    expect(body.totalResults).toBe(0);
  });

  it('400 for a PATCH that cannot be read', async () => {
    const { body: user } = await directory.scim('/Users', { method: 'POST', body: userBody('patched@corp.example') });
    const bad: [unknown, string][] = [
      [{}, 'invalidSyntax'],
      [{ Operations: [] }, 'invalidSyntax'],
      [{ Operations: ['x'] }, 'invalidSyntax'],
      [{ Operations: [{ op: 'move', path: 'title', value: 'x' }] }, 'invalidSyntax'],
      [{ Operations: [{ op: 'remove' }] }, 'noTarget'],
      [{ Operations: [{ op: 'remove', path: 'userName' }] }, 'mutability'],
      [{ Operations: [{ op: 'replace', path: 'userName', value: null }] }, 'mutability'],
      [{ Operations: [{ op: 'replace', path: 7, value: 'x' }] }, 'invalidPath'],
      [{ Operations: [{ op: 'replace', path: 'emails.value', value: 'x' }] }, 'invalidPath'],
      [{ Operations: [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'x' }] }, 'invalidPath'],
      [{ Operations: [{ op: 'replace', path: 'active', value: 'perhaps' }] }, 'invalidValue'],
      [{ Operations: [{ op: 'replace', value: 'x' }] }, 'invalidValue'],
      [{ Operations: [{ op: 'replace', path: 'title' }] }, 'invalidValue'],
    ];
    for (const [body, scimType] of bad) {
      expectScimError(await directory.scim(`/Users/${user.id}`, { method: 'PATCH', body }), 400, scimType);
    }
    const many = Array.from({ length: 1_001 }, () => ({ op: 'replace', path: 'title', value: 'x' }));
    expectScimError(await directory.scim(`/Users/${user.id}`, { method: 'PATCH', body: { Operations: many } }), 413);
    expect((await directory.scim(`/Users/${user.id}`)).body).toEqual(user);
  });
});

describe('O1 clients of every kind', () => {
  it('needs no User-Agent and no Accept', async () => {
    const status = await new Promise((resolve, reject) => {
      request(`${directory.base}/Users`, { headers: { authorization: `bearer ${directory.token}` } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  });

  it('answers with nothing to cache, sniff or frame', async () => {
    const { headers } = await directory.scim('/Users');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('set-cookie')).toBeNull();
  });
});

describe('discovery', () => {
  it('SCIM 5.1.12 says what there is, and no more', async () => {
    const { body } = await directory.scim('/ServiceProviderConfig');
    expect(body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true, maxResults: 1_000 },
      changePassword: { supported: false },
      sort: { supported: false },
      etag: { supported: false },
    });
    expect(body.authenticationSchemes[0].type).toBe('oauthbearertoken');
  });

  it('SCIM 5.2.41 gives each schema and resource type by its name, refuses a filter with 403', async () => {
    const lists = await Promise.all(['/Schemas', '/ResourceTypes'].map((path) => directory.scim(path)));
    expect(lists.map(({ body }) => body.totalResults)).toEqual([2, 1]);
    for (const { body } of lists) {
      for (const listed of body.Resources) {
        expect((await send(listed.meta.location, { token: directory.token })).body).toEqual(listed);
      }
    }
    for (const path of ['/Schemas', '/ResourceTypes', '/ServiceProviderConfig']) {
      expectScimError(await directory.scim(`${path}?filter=${encodeURIComponent('id eq "x"')}`), 403);
    }
    expectScimError(await directory.scim('/Schemas/urn:x'), 404);
    expectScimError(await directory.scim('/ResourceTypes/Group'), 404);
  });

  it('SCIM 5.1.13 a person with every declared attribute comes back with every one of them, and with nothing undeclared', async () => {
    const { body } = await directory.scim('/Schemas');
    const [core, enterprise] = body.Resources;
    const sample = everyAttribute(core.attributes);
    const wanted = {
      ...sample,
      userName: 'every@corp.example',
      active: true,
      [enterprise.id]: everyAttribute(enterprise.attributes),
    };
    const created = await directory.scim('/Users', { method: 'POST', body: { ...wanted, undeclared: 'x' } });
    expect(created.status).toBe(201);
    const { id, meta, schemas, ...rest } = (await directory.scim(`/Users/${created.body.id}`)).body;
    expect([id, meta.resourceType, schemas]).toEqual([created.body.id, 'User', [core.id, enterprise.id]]);
    expect(rest).toEqual(wanted);
  });
});

type Declared = { name: string; type: string; multiValued: boolean; mutability: string; subAttributes?: Declared[] };

/** A value of the declared type for each attribute that a client may write. */
function everyAttribute(attributes: Declared[]): Record<string, unknown> {
  const values: Record<string, (attribute: Declared) => unknown> = {
    boolean: () => true,
    dateTime: () => '2026-01-31T09:30:00Z',
    binary: () => 'YWRh',
    complex: ({ subAttributes = [] }) => everyAttribute(subAttributes),
  };
  const writable = attributes.filter(({ mutability }) => mutability !== 'readOnly');
  return Object.fromEntries(
    writable.map((attribute) => {
      const value = values[attribute.type]?.(attribute) ?? `some ${attribute.name}`;
      return [attribute.name, attribute.multiValued ? [value] : value];
    }),
  );
}
