import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cut,
  isSecretName,
  maskDetail,
  maskPath,
  maskText,
  storable,
} from '../../../../src/core/scim-requests/mask.rules.ts';
import { PLAIN_NAMES, SECRET_NAMES, secretText } from './secrets.ts';

const mask = (text: string) => maskText(text, 1_000);

/** What may stand before and behind a secret. */
const around = fc.tuple(fc.string(), fc.string());

describe('isSecretName', () => {
  test.each(SECRET_NAMES)('%s is one', (name) => expect(isSecretName(name)).toBe(true));
  test.each(PLAIN_NAMES)('%s is none', (name) => expect(isSecretName(name)).toBe(false));
});

describe('cut', () => {
  test('leaves what fits, and marks what does not', () => {
    expect(cut('abc', 3)).toBe('abc');
    expect(cut('abcd', 3)).toBe('ab…');
    expect(cut('', 3)).toBe('');
  });
});

describe('maskText', () => {
  test.each([
    ['Okta SCIM Client 1.0.0', 'Okta SCIM Client 1.0.0'],
    ['', ''],
    ['Bearer abc', 'Bearer ***'],
    ['sent bearer abc.DEF-123== today', 'sent bearer *** today'],
    ['Basic dXNlcjpwYXNzd29yZDEyMw==', 'Basic ***'],
    ['Basic training programme', 'Basic training programme'],
    ['drawbridge_scim_abcdefghijkm_AAAA-_bbb!', '***!'],
    ['x eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln y', 'x *** y'],
    ['{"userName":"ada","password":"p\\"w","active":true}', '{"userName":"ada","password":***,"active":true}'],
    ['{"password" : 12345, "title":"x"}', '{"password" : ***, "title":"x"}'],
    [`{'secret': 'it'}`, `{'secret': ***}`],
    ['{"x":"{\\"password\\":\\"pw\\",\\"a\\":\\"b\\"}"}', '{"x":"{\\"password\\":***,\\"a\\":\\"b\\"}"}'],
    ['{"password":"never closed, "title": 1', '{"password":***'.concat('title": 1')],
    ['{"password":"never closed', '{"password":***'],
    ['{"credentials":{"a":"}","b":"s"},"z":1}', '{"credentials":***'],
    ['{"x509Certificates":[{"value":"MIIC"}]}', '{"x509Certificates":***'],
    ['client_id=a&client_secret=b%2Bc&scope=d', 'client_id=a&client_secret=***&scope=d'],
    ['password: hunter2 and more, then', 'password: ***, then'],
    ['password eq "hunter 2" and userName eq "ada"', 'password eq *** and userName eq "ada"'],
    ['password[value eq "hunter2"]', 'password[value eq ***]'],
    ['{"value":"hunter2","path":"password"}', '{"value":***,"path":"password"}'],
    ['{"value":"ada","path":"userName"}', '{"value":"ada","path":"userName"}'],
    ['title eq "token" and value eq "x"', 'title eq "token" and value eq ***'],
    ['passwords are boring', 'passwords are boring'],
  ])('%j is shown as %j', (text, shown) => expect(mask(text)).toBe(shown));

  test('is cut to what was asked for', () => {
    expect(maskText('x'.repeat(50), 10)).toBe(`${'x'.repeat(9)}…`);
    expect(maskText(`Bearer ${'x'.repeat(50)}`, 20)).toBe('Bearer ***…');
  });

  test('knows what a text is about from more than it shows', () => {
    const text = `{"value":"hunter2","filler":"${'x'.repeat(300)}","path":"password"}`;
    expect(maskText(text, 40)).toBe('{"value":***,"filler":"xxxxxxxxxx…');
  });

  test('never shows the value of a name that holds secrets, however it is written', () => {
    const names = fc.constantFrom('password', 'client_secret', 'ACCESS_TOKEN', 'x-api-key');
    const writings = fc.constantFrom<(name: string, secret: string) => string>(
      (name, secret) => `{"${name}":"${secret}"}`,
      (name, secret) => `{"${name}" : "a ${secret}`,
      (name, secret) => `{\\"${name}\\":\\"${secret}\\"}`,
      (name, secret) => `'${name}':'${secret}'`,
      (name, secret) => `${name}=${secret}`,
      (name, secret) => `${name} EQ "x ${secret}"`,
      (name, secret) => `${name}: ${secret}`,
      (name, secret) => `{"${name}":["a",{"b":"${secret}"}]}`,
    );
    fc.assert(
      fc.property(fc.tuple(names, secretText), writings, around, ([name, secret], writing, [before, after]) => {
        expect(mask(`${before} ${writing(name, secret)}${after}`)).not.toContain(secret);
      }),
    );
  });

  test('hostile texts end within the bound', () => {
    for (const text of ['password', 'eyJ', 'bearer ', 'drawbridge_a', '"password":"\\', 'token=', 'secret ', '\\'])
      expect(maskText(text.repeat(100_000), 2_000).length).toBeLessThanOrEqual(2_000);
  });
});

describe('maskPath', () => {
  test.each([
    ['', '/'],
    ['/Users', '/Users'],
    ['?aadOptscim062020', '/?aadOptscim062020'],
    ['/Users?aadOptscim062020&count=1', '/Users?aadOptscim062020&count=1'],
    [
      '/Users?filter=userName%20eq%20%22ada%40corp.example%22&startIndex=1',
      '/Users?filter=userName eq "ada@corp.example"&startIndex=1',
    ],
    ['/Users?filter=userName+eq+%22a%2Bb%22', '/Users?filter=userName eq "a+b"'],
    ['/Users?token=abc&count=1', '/Users?token=***&count=1'],
    ['/Users?access%5Ftoken=a%26b&count=1', '/Users?access_token=***&count=1'],
    ['/Users?PASSWORD=abc', '/Users?PASSWORD=***'],
    ['/Users?client_secret=', '/Users?client_secret'],
    ['/Users?filter=password%20eq%20%22hunter2%22', '/Users?filter=password eq ***'],
    ['/Users?x=Bearer%20abc', '/Users?x=Bearer ***'],
    ['/Users/drawbridge_scim_abcdefghijkm_AAAA', '/Users/***'],
    ['/Users/%E0%A4%A', '/Users/%E0%A4%A'],
    ['/Users/caf%C3%A9', '/Users/café'],
  ])('%s is shown as %s', (sent, shown) => expect(maskPath(sent)).toBe(shown));

  test('is bounded', () => {
    expect(maskPath(`/Users?filter=${'%41'.repeat(9_000)}`).length).toBeLessThanOrEqual(2_048);
    expect(maskPath(`/${'a'.repeat(9_000)}`).length).toBeLessThanOrEqual(2_048);
  });

  test('never shows the value of a parameter that is a secret', () => {
    const names = fc.constantFrom('token', 'secret', 'password', 'Access_Token', 'client%5Fsecret');
    fc.assert(
      fc.property(fc.tuple(names, secretText), around, ([name, secret], [before, after]) => {
        const query = `a=${encodeURIComponent(before)}&${name}=${encodeURIComponent(`${after}${secret}`)}`;
        expect(maskPath(`/Users?${query}`)).not.toContain(secret);
      }),
    );
  });
});

describe('maskDetail', () => {
  test.each([
    ['This token is read-only. Use a read-write token of this directory.', ''],
    ['Send a token: Authorization: Bearer …', ''],
    ['userName must be a string, not "7".', 'userName'],
    ['"nope" is not an attribute.', ''],
  ])('%s stays as it is', (detail, field) => expect(maskDetail(detail, field)).toBe(detail));

  test.each([
    ['x must be a string, not "{\\"password\\":\\"hunter2\\"}".', '', 'x must be a string, not "***".'],
    ['It must be a string, not "hunter2".', 'password', 'It must be a string, not "***".'],
    ['It must be "a" or "hunter2" or "b".', 'name.secret', 'It must be "***".'],
    ['The filter ends with "hunter2".', 'filter /Users?filter=password eq ***', 'The filter ends with "***".'],
    ['Seen: Bearer hunter2', '', 'Seen: Bearer ***'],
    ['password is " broken', 'password', 'password is " broken'],
  ])('%s, about %j, is shown as %s', (detail, field, shown) => expect(maskDetail(detail, field)).toBe(shown));
});

describe('storable', () => {
  test('gives PostgreSQL what it can keep, and leaves the rest', () => {
    expect(storable('a\0b')).toBe('a\ufffdb');
    expect(storable('a\ud800b')).toBe('a\ufffdb');
    expect(storable('a😀b')).toBe('a😀b');
    expect(storable('😀'.slice(0, 1))).toBe('\ufffd');
  });
});
