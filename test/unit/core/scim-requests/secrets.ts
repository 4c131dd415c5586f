import fc from 'fast-check';

/** Names under which a secret may stand. */
export const SECRET_NAMES = [
  'password',
  'PassWord',
  'newPassword',
  'passwd',
  'secret',
  'client_secret',
  'clientSecret',
  'client-secret',
  'token',
  'Token',
  'access_token',
  'refreshToken',
  'tokens',
  'client_assertion',
  'Authorization',
  'x509Certificates',
  'X509CERTIFICATES',
  'certificate',
  'apiKey',
  'api_key',
  'privateKey',
  'credentials',
  'unicodePwd',
  'cookie',
  'Set-Cookie',
  'otp',
  'pin',
  'urn:ietf:params:scim:schemas:core:2.0:User:password',
  'urn:ietf:params:scim:schemas:core:2.0:User.password',
  'name.password',
  'URN:corp:PASSWORD',
] as const;

/** Names under which no secret stands. */
export const PLAIN_NAMES = [
  'userName',
  'displayName',
  'value',
  'keyboard',
  'compass',
  'pinned',
  'option',
  'emails[type eq "work"].value',
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager',
] as const;

/** A secret that stands nowhere else. */
export const secretText = fc
  .string({
    unit: fc.constantFrom(...'abcdefghjkmnpqrstuvwxyzABCDEFGH23456789'.split('')),
    minLength: 20,
    maxLength: 60,
  })
  .map((text) => `S3cr3t${text}`);

/** JSON as clients send it, with names that mean nothing. */
export const plainJson = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...PLAIN_NAMES), fc.string({ maxLength: 8 })), tie('any'), { maxKeys: 4 }),
  ),
})).any;

/** The value of a secret, in every shape that a client might give it. */
function shapesOf(secret: string): fc.Arbitrary<unknown> {
  return fc.constantFrom<unknown>(
    secret,
    `x ${secret} y`,
    [secret],
    { value: secret },
    [{ value: secret, type: 'work', primary: true }],
    { deep: [{ er: { value: secret } }] },
  );
}

const secretName = fc.constantFrom(...SECRET_NAMES);
const NAMING = ['path', 'Path', 'PATH'] as const;
const VALUE = ['value', 'Value', 'VALUE'] as const;
const PATHS = [
  'password',
  'PASSWORD',
  'urn:ietf:params:scim:schemas:core:2.0:User:password',
  'urn:ietf:params:scim:schemas:core:2.0:User.password',
  'x509Certificates[type eq "work"].value',
  'x509Certificates',
  'urn:corp:x:User:client_secret',
] as const;

/** A PATCH operation that says in its path that its value is a secret, its keys in any order. */
function pathed(secret: string): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom('add', 'Replace'), fc.constantFrom(...PATHS), shapesOf(secret), fc.boolean())
    .chain(([op, path, value, isValueFirst]) =>
      fc.tuple(fc.constantFrom(...NAMING), fc.constantFrom(...VALUE)).map(([naming, name]) => {
        const entries: [string, unknown][] = [
          ['op', op],
          [naming, path],
          [name, value],
        ];
        return Object.fromEntries(isValueFirst ? entries.toReversed() : entries);
      }),
    );
}

/** Everything in a body that may hold a secret. */
export function holding(secret: string): fc.Arbitrary<unknown> {
  const named = fc.tuple(secretName, shapesOf(secret)).map(([name, value]) => ({ [name]: value }));
  const operation = fc.oneof(
    pathed(secret),
    named.map((value) => ({ op: 'replace', value })),
    fc.constant({ op: 'replace', path: `password[value eq "${secret}"]` }),
    fc.constant({ op: 'remove', path: `x509Certificates[value eq "${secret}"]` }),
  );
  return fc.oneof(
    named,
    operation.map((each) => ({ schemas: [], Operations: [each] })),
    operation.map((each) => ({ Operations: [{ method: 'PATCH', path: '/Users/1', data: { Operations: [each] } }] })),
    fc.constantFrom<unknown>(
      { name: 'password', value: secret },
      { key: 'token', value: secret },
      { filter: `password eq "${secret}"` },
      { note: `Bearer ${secret}` },
      { note: `Authorization: Basic ${secret}` },
      { note: `client_secret=${secret}&x=1` },
      { note: `drawbridge_scim_abcdefghijkm_${secret}` },
      { note: `eyJhbGciOiJub25lIn0.${secret}.${secret}` },
      { [`drawbridge_scim_abcdefghijkm_${secret}`]: 1 },
      { value: JSON.stringify({ id: 1, password: secret }) },
      { value: JSON.stringify([{ path: 'password', value: secret }]) },
      { value: JSON.stringify([{ value: secret, filler: 'x'.repeat(500), path: 'password' }]) },
    ),
  );
}

/** The same somewhere inside other things. */
export function buried(what: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const wrap = fc.constantFrom<(inner: unknown, other: unknown) => unknown>(
    (inner) => inner,
    (inner, other) => [other, inner],
    (inner, other) => ({ other, inner }),
    (inner, other) => ({ a: [{ b: inner }, other] }),
  );
  return fc
    .tuple(what, fc.array(fc.tuple(wrap, plainJson), { maxLength: 3 }))
    .map(([start, wraps]) => wraps.reduce((inner, [each, other]) => each(inner, other), start));
}
