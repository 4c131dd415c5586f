import { describe, expect, test } from 'vitest';
import { type Attribute, resourceType } from '../../../../src/core/resources/attributes.rules.ts';
import { readResource } from '../../../../src/core/resources/codec.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { core, enterprise } from './documents.ts';
import { codeOf, faultOf } from './faults.ts';

const read = (claimed: unknown) => readResource(userResource, claimed);
const ada = (more: object = {}) => ({ schemas: [core], userName: 'ada', ...more });

describe('names', () => {
  test('SCIM 5.1.1 are compared without case and come back as the schema writes them', () => {
    expect(
      read({ USERNAME: 'Ada', Name: { GIVENNAME: 'Ada' }, EMAILS: [{ VALUE: 'a@x', Primary: true }] }),
    ).toStrictEqual({
      schemas: [core],
      userName: 'Ada',
      name: { givenName: 'Ada' },
      emails: [{ value: 'a@x', primary: true }],
    });
  });

  test('come back in the order of the table, whatever the order they came in', () => {
    const one = read({
      title: 't',
      name: { givenName: 'a', familyName: 'b', formatted: 'c' },
      userName: 'ada',
      externalId: 'e',
    });
    const other = read({
      externalId: 'e',
      userName: 'ada',
      name: { formatted: 'c', familyName: 'b', givenName: 'a' },
      title: 't',
    });
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    expect(Object.keys(one)).toStrictEqual(['schemas', 'externalId', 'userName', 'name', 'title']);
  });

  test('that nobody knows are dropped, and so is what only the server writes', () => {
    const claimed = ada({
      id: 'mine',
      meta: { created: 'yesterday' },
      groups: [{ value: 'g' }],
      password: 'hunter2',
      custom: { a: 1 },
      'urn:example:custom': 'no object',
      name: { nick: 'x' },
      [enterprise]: { manager: { value: 'm', displayName: 'Boss' } },
    });
    expect(read(claimed)).toStrictEqual({
      schemas: [core, enterprise],
      userName: 'ada',
      [enterprise]: { manager: { value: 'm' } },
    });
  });

  test('may not be given twice in different case', () => {
    const twice = faultOf(() => read({ userName: 'ada', USERNAME: 'eve' }));
    expect(twice).toMatchObject({ code: 'malformed', field: 'userName' });
    expect(faultOf(() => read(ada({ name: { givenName: 'a', GivenName: 'b' } })))).toMatchObject({
      code: 'malformed',
      field: 'name.givenName',
    });
    expect(faultOf(() => read(ada({ [enterprise]: { Department: 'a', department: 'b' } }))).field).toBe(
      `${enterprise}:department`,
    );
    expect(codeOf(() => read(ada({ [enterprise]: {}, [enterprise.toUpperCase()]: {} })))).toBe('malformed');
  });
});

describe('what is unassigned', () => {
  test.each([
    ...[null, [], {}, [{}], [null], [{ value: null }], [{ value: '' }], [{ unknown: 1 }]].map((emails) => ({ emails })),
    ...['', ['']].map((emails) => ({ emails })),
    ...[null, '', [], [null], ['']].map((displayName) => ({ displayName })),
    ...[null, '', [], {}, [{}], { givenName: null }, { givenName: [] }, { unknown: 1 }].map((name) => ({ name })),
    ...[null, '', [], {}, { manager: {} }, { manager: { displayName: 'read-only' } }].map((value) => ({
      [enterprise]: value,
    })),
    ...[null, '', []].map((active) => ({ active })),
  ])('SCIM 5.1.2 %j is the same as nothing', (nothing) => {
    expect(read(ada(nothing))).toStrictEqual(ada());
  });

  test('false and white space are something', () => {
    expect(read(ada({ active: false, title: ' ' }))).toStrictEqual(ada({ active: false, title: ' ' }));
  });

  test.each([{}, { userName: null }, { userName: '' }, { userName: [] }, { userName: '  ' }])(
    'SCIM 5.1.8 userName is required: %j',
    (claimed) => {
      expect(faultOf(() => read(claimed))).toMatchObject({ code: 'invalid_value', field: 'userName' });
    },
  );

  test.each([null, 'ada', 7, [], [ada()], true])('the body %j is not a resource', (claimed) => {
    expect(codeOf(() => read(claimed))).toBe('malformed');
  });
});

describe('schemas', () => {
  test('SCIM 5.1.7 are those in use, whatever the client lists', () => {
    expect(read({ schemas: ['urn:scim:schemas:core:1.0', enterprise], userName: 'ada' })['schemas']).toStrictEqual([
      core,
    ]);
    expect(read({ userName: 'ada', [enterprise.toLowerCase()]: { department: 'R' } })['schemas']).toStrictEqual([
      core,
      enterprise,
    ]);
    expect(read(ada({ schemas: 'nonsense', [enterprise]: {} }))['schemas']).toStrictEqual([core]);
  });
});

describe('values', () => {
  test.each([true, 'True', 'true', 'TRUE'])('%j is true', (value) =>
    expect(read(ada({ active: value }))).toMatchObject({ active: true }),
  );
  test.each([false, 'False', 'false'])('%j is false', (value) =>
    expect(read(ada({ active: value }))).toMatchObject({ active: false }),
  );

  test.each([
    ['active', 'yes'],
    ['active', [[true]]],
    ['active', [true, true]],
    ['active', 1],
    ['active', { toString: 1, valueOf: 1 }],
    ['displayName', 7],
    ['displayName', ['a', 'b']],
    ['displayName', [['a']]],
    ['displayName', { a: 1 }],
    ['name', 'Ada'],
    ['name', [{ givenName: 'Ada' }, { givenName: 'Eve' }]],
    ['name', [[{ givenName: 'Ada' }]]],
    ['name', ['Ada']],
    [enterprise, 'R'],
    ['name', { givenName: 1 }],
    ['emails', 'ada@example.com'],
    ['emails', ['ada@example.com']],
    ['emails', [{ value: 'a@x' }, 7]],
    ['emails', [[{ value: 'a@x' }]]],
    ['emails', [{ value: 'a@x', primary: 'maybe' }]],
    ['x509Certificates', [{ value: 'not base64!' }]],
  ])('%s does not take %j', (name, value) => {
    const { code, field } = faultOf(() => read(ada({ [name]: value })));
    expect({ code, field: field?.split(/[.[]/)[0] }).toStrictEqual({
      code: 'invalid_value',
      field: name.split('.')[0],
    });
  });

  test('a list of one stands for its value where there can be only one', () => {
    const claimed = { displayName: ['Ada'], active: ['False'], name: [{ givenName: ['Ada'] }] };
    expect(read(ada(claimed))).toStrictEqual(ada({ name: { givenName: 'Ada' }, displayName: 'Ada', active: false }));
  });

  test('one value stands for a list of one', () => {
    expect(read(ada({ emails: { value: 'a@x' } }))).toStrictEqual(ada({ emails: [{ value: 'a@x' }] }));
  });

  test('SCIM 5.1.3 only one may be primary', () => {
    const emails = (...primary: unknown[]) =>
      ada({ emails: primary.map((each, index) => ({ value: `${index}@x`, primary: each })) });
    expect(read(emails(true, false))).toStrictEqual(emails(true, false));
    expect(faultOf(() => read(emails(true, 'True')))).toMatchObject({ code: 'invalid_value', field: 'emails' });
  });

  test('1,000 values are kept, 1,001 refused', () => {
    const emails = (count: number) =>
      ada({ emails: Array.from({ length: count }, (_, index) => ({ value: `${index}@x` })) });
    expect(read(emails(1_000))['emails']).toHaveLength(1_000);
    expect(codeOf(() => read(emails(1_001)))).toBe('too_large');
  });

  test.each(['a\u0000', '\ud83d', '\ude00x'])('%j is not text that can be kept', (value) => {
    expect(faultOf(() => read(ada({ displayName: value })))).toMatchObject({
      code: 'invalid_value',
      field: 'displayName',
    });
    expect(codeOf(() => read({ userName: value }))).toBe('invalid_value');
    expect(faultOf(() => read(ada({ emails: [{ value: 'a' }, { value }] }))).field).toBe('emails[1].value');
  });

  test('text is kept as it is: no trimming, folding or normalising', () => {
    const claimed = ada({ displayName: ' Ada  LOVELACE 😀 ﬁ İ e\u0301 ', title: '<b>"\\' });
    expect(read(claimed)).toStrictEqual(claimed);
  });

  test('a certificate of a megabyte is read', () => {
    const value = 'QUJD'.repeat(250_000);
    expect(read(ada({ x509Certificates: [{ value }] }))['x509Certificates']).toStrictEqual([{ value }]);
    expect(codeOf(() => read(ada({ x509Certificates: [{ value: `${value}!` }] })))).toBe('invalid_value');
  });

  test('a fault repeats neither a long value nor a long name', () => {
    const { message } = faultOf(() => read(ada({ active: 'x'.repeat(100_000) })));
    expect(message.length).toBeLessThan(200);
  });
});

describe('types that Users do not have', () => {
  const attribute = (name: string, type: Attribute['type'], more: Partial<Attribute> = {}): Attribute => ({
    name,
    type,
    multiValued: false,
    required: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...more,
  });
  const sample = resourceType(
    {
      id: 'urn:test:Sample',
      name: 'Sample',
      attributes: [
        attribute('count', 'integer'),
        attribute('weight', 'decimal'),
        attribute('since', 'dateTime'),
        attribute('key', 'binary'),
        attribute('tags', 'string', { multiValued: true }),
        attribute('serial', 'string', { mutability: 'readOnly' }),
      ],
    },
    [],
  );
  const readSample = (claimed: object) => readResource(sample, claimed);

  test.each([
    { count: 7 },
    { count: -0.0 },
    { weight: 1.5 },
    { since: '2026-01-31T09:30:00Z' },
    { since: '2026-01-31T09:30:00.123+02:00' },
    { key: 'QUI=' },
    { key: 'QUI' },
    { key: 'QQ==' },
    { tags: ['a', 'b'] },
  ])('%j is kept', (claimed) =>
    expect(readSample(claimed)).toStrictEqual({ schemas: ['urn:test:Sample'], ...claimed }),
  );

  test.each([
    { count: 1.5 },
    { count: '7' },
    { count: 2 ** 53 },
    { weight: '1.5' },
    { weight: Number.POSITIVE_INFINITY },
    { since: '2026-01-31' },
    { since: '2026-01-31T09:30:00' },
    { since: '2026-13-31T09:30:00Z' },
    { since: 'now' },
    { key: 'Q' },
    { key: 'QU=' },
    { key: 'QUI==' },
    { key: 'QQ==QQ==' },
    { tags: ['a', 7] },
  ])('%j is refused', (claimed) => expect(codeOf(() => readSample(claimed))).toBe('invalid_value'));

  test('a lone text, empty ones in between, and read-only ones', () => {
    expect(readSample({ tags: 'a' })).toMatchObject({ tags: ['a'] });
    expect(readSample({ tags: ['', 'a', null], serial: 'mine' })).toStrictEqual({
      schemas: ['urn:test:Sample'],
      tags: ['a'],
    });
  });
});
