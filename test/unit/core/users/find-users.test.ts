import { describe, expect, test } from 'vitest';
import { findUsers } from '../../../../src/core/users/find-users.ts';
import { core, enterprise } from '../resources/documents.ts';

const ID = '0190f3a1-0000-7000-8000-000000000001';
const NOBODY = '00000000-0000-0000-0000-000000000000';
const keyOf = (filter: string) => findUsers.input.parse(filter);

describe('findUsers looks by one stored key', () => {
  test.each([
    ['userName eq "Ada@Example.COM"', { by: 'userNameKey', value: 'ada@example.com' }],
    ['USERNAME EQ "ZOË"', { by: 'userNameKey', value: 'zoë' }],
    [`${core}:userName eq "ada"`, { by: 'userNameKey', value: 'ada' }],
    ['(userName eq "ada")', { by: 'userNameKey', value: 'ada' }],
    ['externalId eq "E-1"', { by: 'externalId', value: 'E-1' }],
    ['ExternalID eq "e-1"', { by: 'externalId', value: 'e-1' }],
    [`id eq "${ID}"`, { by: 'id', value: ID }],
    ['id eq "1"', { by: 'id', value: NOBODY }],
    [`ID eq "${ID.toUpperCase()}"`, { by: 'id', value: NOBODY }],
    ['userName eq "a\\u0000"', { by: 'userNameKey', value: '' }],
    ['externalId eq "\\ud800"', { by: 'externalId', value: '' }],
  ])('%s', (filter, key) => expect(keyOf(filter)).toEqual(key));

  test.each(["a' or '1'='1", "%' --", '_', '\\'])('SEC-R29 %j is a value of a parameter and nothing else', (value) => {
    expect(keyOf(`externalId eq ${JSON.stringify(value)}`)).toEqual({ by: 'externalId', value });
  });

  test.each([
    '',
    'userName',
    'userName pr',
    'userName ne "ada"',
    'userName co "a"',
    'userName sw ""',
    'not (userName eq "ada")',
    'userName eq "ada" or userName eq "eve"',
    'userName eq "ada" and active eq true',
    'userName eq true',
    'userName eq null',
    'externalId eq 7',
    'displayName eq "Ada"',
    'active eq true',
    'name.givenName eq "Ada"',
    'emails eq "a@x"',
    'emails[value eq "a@x"]',
    'emails.value eq "a@x"',
    'groups eq "g"',
    'meta.created gt "2026-01-01T00:00:00Z"',
    'password eq "x"',
    'seat eq "held"',
    '__proto__ eq "x"',
    `${enterprise}:department eq "R"`,
    `${enterprise}:userName eq "ada"`,
  ])('SEC-R29 %j is refused as invalid_filter: never an unfiltered list', (filter) => {
    expect(() => keyOf(filter)).toThrow(
      expect.objectContaining({ name: 'Refusal', code: 'invalid_filter', field: 'filter' }),
    );
  });
});
