import { describe, expect, test } from 'vitest';
import { userKeyOf } from '../../../../src/core/users/find-users.ts';
import { core, enterprise } from '../resources/documents.ts';

const ID = '0190f3a1-0000-7000-8000-000000000001';

describe('the one stored key that a filter names', () => {
  test.each([
    ['userName eq "Ada@Example.COM"', { by: 'userNameKey', value: 'ada@example.com' }],
    ['USERNAME EQ "ZOË"', { by: 'userNameKey', value: 'zoë' }],
    [`${core}:userName eq "ada"`, { by: 'userNameKey', value: 'ada' }],
    ['(userName eq "ada")', { by: 'userNameKey', value: 'ada' }],
    ['externalId eq "E-1"', { by: 'externalId', value: 'E-1' }],
    ['ExternalID eq "e-1"', { by: 'externalId', value: 'e-1' }],
    [`id eq "${ID}"`, { by: 'id', value: ID }],
    ['id eq "1"', { by: 'id', value: '1' }],
  ])('%s', (filter, key) => expect(userKeyOf(filter)).toEqual(key));

  test.each(["a' or '1'='1", "%' --", '_', '\\'])('SEC-R29 %j is a value of a parameter and nothing else', (value) => {
    expect(userKeyOf(`externalId eq ${JSON.stringify(value)}`)).toEqual({ by: 'externalId', value });
  });

  test.each([
    'userName pr',
    'userName ne "ada"',
    'userName co "a"',
    'userName sw "a"',
    'not (userName eq "ada")',
    'userName eq "ada" or userName eq "eve"',
    'userName eq "ada" and active eq true',
    'userName eq null',
    // What cannot be stored is nobody's, and no key.
    'userName eq "a\\u0000"',
    'externalId eq "\\ud800"',
    'displayName eq "Ada"',
    'emails.value eq "a@x"',
    'groups eq "g"',
    'meta.created gt "2026-01-01T00:00:00Z"',
    `${enterprise}:department eq "R"`,
  ])('%j names none, and is searched for', (filter) => expect(userKeyOf(filter)).toBeUndefined());

  test.each([
    '',
    'userName',
    'userName eq true',
    'externalId eq 7',
    'name eq "Ada"',
    'password eq "x"',
    'seat eq "held"',
    '__proto__ eq "x"',
    `${enterprise}:userName eq "ada"`,
  ])('SEC-R29 %j is refused as invalid_filter: never an unfiltered list', (filter) => {
    expect(() => userKeyOf(filter)).toThrow(
      expect.objectContaining({ name: 'Refusal', code: 'invalid_filter', field: 'filter' }),
    );
  });
});
