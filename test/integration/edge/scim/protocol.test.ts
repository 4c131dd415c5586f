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
    for (const path of ['/Nonsense', '/Users/x/y', '/Groups/x/y', '/Users/x/y/z?filter=a', '/Me/x', '/Bulk/x']) {
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
      [{ Operations: [{ op: 'replace', path: 'emails[type eq "work".value', value: 'x' }] }, 'invalidPath'],
      [{ Operations: [{ op: 'replace', path: 'emails[type co "zz"].value', value: 'x' }] }, 'noTarget'],
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
