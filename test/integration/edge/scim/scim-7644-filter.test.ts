import { beforeAll, describe, expect, it } from 'vitest';
import { sharedService } from '../../../support/building.ts';
import {
  expectScimError,
  find,
  idsOf,
  newDirectory,
  newGroup,
  newUser,
  patchOf,
  type TestDirectory,
  URN,
} from '../../../support/clients.ts';

let directory: TestDirectory;
const ids: Record<string, string> = {};
const groups: Record<string, string> = {};

beforeAll(async () => {
  const { service } = await sharedService();
  directory = await newDirectory(service);
  const cast: Record<string, object> = {
    ada: {
      displayName: 'Ada Lovelace',
      externalId: 'Ext-Ada',
      title: 'Countess',
      emails: [
        { value: 'ada@work.example', type: 'work', primary: true },
        { value: 'ada@home.example', type: 'home' },
      ],
      [URN.enterprise]: { employeeNumber: '10', department: 'Mathematics' },
    },
    bob: {
      displayName: 'Bob "the builder"',
      externalId: 'ext-bob',
      name: { givenName: 'Bob' },
      emails: [{ value: 'bob@home.example', type: 'work' }],
      roles: [{ value: 'admin', primary: 'True' }],
      [URN.enterprise]: { employeeNumber: '9' },
    },
    cleo: { displayName: 'Cléo\\Ptolemy', nickName: '50% _off_', emails: [], active: false },
    dora: { displayName: undefined, title: 'countess of x', emails: [{ value: 'd+tag@work.example', type: 'other' }] },
  };
  for (const [userName, more] of Object.entries(cast)) ids[userName] = (await newUser(directory, userName, more)).id;
  const manager = { [URN.enterprise]: { manager: { value: ids['ada'] } } };
  await directory.scim(`/Users/${ids['bob']}`, patchOf({ op: 'add', value: manager }));
  groups['math'] = (await newGroup(directory, 'Math', [`${ids['ada']}`, `${ids['bob']}`])).id;
  groups['empty'] = (await newGroup(directory, 'Empty')).id;
  groups['nest'] = (await newGroup(directory, 'Nest', [`${groups['math']}`])).id;
});

const found = async (filter: string, type: 'Users' | 'Groups' = 'Users'): Promise<string[]> => {
  const reply = await find(directory, type, filter);
  if (reply.status !== 200) return [`${reply.status} ${reply.body.scimType}: ${reply.body.detail}`];
  const known = Object.entries(type === 'Users' ? ids : groups);
  const namesById = new Map(known.map(([name, id]) => [id, name]));
  expect(reply.body.totalResults).toBe(reply.body.Resources.length);
  return idsOf(reply).map((id) => namesById.get(id) ?? id);
};

async function expectHits(cases: readonly (readonly [string, string])[], type: 'Users' | 'Groups' = 'Users') {
  for (const [filter, wanted] of cases)
    expect([filter, (await found(filter, type)).join(' ')]).toEqual([filter, wanted]);
}

describe('RFC 7644 §3.4.2.2', () => {
  it('SCIM 5.2.20 every operator, in any case', async () => {
    await expectHits([
      ['userName eq "ADA"', 'ada'],
      ['userName ne "ada"', 'bob cleo dora'],
      ['displayName co "LOVE"', 'ada'],
      ['displayName sw "bob"', 'bob'],
      ['displayName ew "LACE"', 'ada'],
      ['title pr', 'ada dora'],
      ['userName gt "bob"', 'cleo dora'],
      ['userName GE "bob"', 'bob cleo dora'],
      ['userName lt "bob"', 'ada'],
      ['userName Le "BOB"', 'ada bob'],
      ['active eq true', 'ada bob dora'],
      ['active eq false', 'cleo'],
      ['active ne true', 'cleo'],
      ['active eq "False"', 'cleo'],
      ['title eq null', 'bob cleo'],
      ['title ne null', 'ada dora'],
      ['displayName ne "Ada Lovelace"', 'bob cleo dora'],
      ['externalId pr', 'ada bob'],
      ['nickName eq "50% _off_"', 'cleo'],
      ['nickName co "%"', 'cleo'],
      ['displayName co "_"', ''],
      ['displayName co "%"', ''],
    ]);
  });

  it('SCIM 5.2.20 not binds tighter than and, and tighter than or; parentheses bind most', async () => {
    await expectHits([
      ['userName eq "ada" or userName eq "bob" and active eq false', 'ada'],
      ['(userName eq "ada" or userName eq "bob") and active eq true', 'ada bob'],
      ['active eq false and userName eq "x" or userName eq "dora"', 'dora'],
      ['not (userName eq "ada") and not (active eq false)', 'bob dora'],
      ['NOT (userName eq "ada" OR userName eq "bob")', 'cleo dora'],
      ['not (not (userName eq "ada"))', 'ada'],
      ['((userName eq "ada"))', 'ada'],
      ['not (title pr) or title eq "Countess"', 'ada bob cleo'],
      ['userName eq "ada" AND (title sw "c" aNd emails pr)', 'ada'],
    ]);
  });

  it('SCIM 5.2.20 values are JSON: escapes, unicode, quotes and backslashes', async () => {
    await expectHits([
      [String.raw`displayName eq "Bob \"the builder\""`, 'bob'],
      [String.raw`displayName eq "Cl\u00e9o\\Ptolemy"`, 'cleo'],
      [String.raw`displayName co "\\"`, 'cleo'],
      [String.raw`displayName co "\""`, 'bob'],
      ['displayName sw "CLÉO"', 'cleo'],
      ['emails.value eq "d+tag@work.example"', 'dora'],
      ['displayName eq "and"', ''],
      ['displayName eq "x) or (userName pr"', ''],
    ]);
  });

  it('SCIM 5.2.21 texts compare as their attribute declares: userName without case, externalId and id exactly', async () => {
    await expectHits([
      ['userName EQ "BOB"', 'bob'],
      ['externalId eq "ext-bob"', 'bob'],
      ['externalId eq "EXT-BOB"', ''],
      ['externalId sw "Ext"', 'ada'],
      ['externalId co "t-b"', 'bob'],
      [`id eq "${ids['cleo']}"`, 'cleo'],
      [`id eq "${ids['cleo']?.toUpperCase()}"`, ''],
      [`id ne "${ids['cleo']}"`, 'ada bob dora'],
      ['externalId eq "Ext-Ada" or externalId eq "ext-ada"', 'ada'],
    ]);
  });

  it('SCIM 5.2.22 a filter in brackets binds to one element, a path without to any', async () => {
    await expectHits([
      ['emails[type eq "work" and value co "@work"]', 'ada'],
      ['emails[type eq "work" and value co "@home"]', 'bob'],
      ['emails[type eq "home" or value co "+"]', 'ada dora'],
      ['emails[not (type eq "work")]', 'ada dora'],
      ['emails.type eq "work" and emails.value co "@home"', 'ada bob'],
      ['emails.value ew "@HOME.example"', 'ada bob'],
      ['emails co "@home"', 'ada bob'],
      ['emails eq "ada@home.example"', 'ada'],
      ['emails[type eq "work"].value eq "bob@home.example"', 'bob'],
      ['emails[type eq "home"].value eq "bob@home.example"', ''],
      ['emails[primary eq true].value sw "ada"', 'ada'],
      ['emails pr', 'ada bob dora'],
      ['not (emails pr)', 'cleo'],
      ['emails.primary pr', 'ada'],
      ['emails.type ne "work"', 'ada cleo dora'],
      ['roles[primary eq "True"].value eq "admin"', 'bob'],
      ['roles[primary eq true]', 'bob'],
      ['emails[type eq "work"] and active eq true', 'ada bob'],
    ]);
  });

  it('SCIM 5.2.22 SCIM 5.2.36 extensions, common attributes, groups and members', async () => {
    const enterprise = `${URN.enterprise}:`;
    await expectHits([
      [`${enterprise}department eq "mathematics"`, 'ada'],
      [`${enterprise}employeeNumber gt "10"`, 'bob'],
      [`${enterprise}manager.value eq "${ids['ada']}"`, 'bob'],
      [`manager eq "${ids['ada']}"`, 'bob'],
      [`id eq "${ids['bob']}" and manager eq "${ids['ada']}"`, 'bob'],
      [`id eq "${ids['bob']}" and manager eq "${ids['cleo']}"`, ''],
      [`${enterprise}manager pr`, 'bob'],
      [`${URN.user}:userName eq "dora"`, 'dora'],
      [`${URN.user}:emails[type eq "other"]`, 'dora'],
      [`schemas eq "${URN.enterprise}"`, 'ada bob'],
      ['meta.resourceType eq "User"', 'ada bob cleo dora'],
      ['meta.resourceType eq "Group"', ''],
      ['meta.resourceType ne "User"', ''],
      ['meta.resourceType eq "Group" or userName eq "ada"', 'ada'],
      ['meta.resourceType eq "Group" and userName eq "ada"', ''],
      ['not (meta.resourceType eq "Group") and userName eq "ada"', 'ada'],
      ['not (meta.resourceType eq "User" or userName eq "ada")', ''],
      ['id pr and meta.resourceType pr and meta.created pr and schemas pr', 'ada bob cleo dora'],
      ['id eq "not an id"', ''],
      ['id eq "not an id" or userName eq "ada"', 'ada'],
      ['not (id eq "not an id") and title pr', 'ada dora'],
      ['meta.lastModified gt "2001-01-01T00:00:00Z"', 'ada bob cleo dora'],
      ['meta.lastModified lt "2001-01-01T00:00:00+01:00"', ''],
      ['meta.created ge "2001-01-01T00:00:00.123456Z" and userName eq "ada"', 'ada'],
      [`groups.value eq "${groups['math']}"`, 'ada bob'],
      [`groups eq "${groups['math']}"`, 'ada bob'],
      [`groups[display eq "math"]`, 'ada bob'],
      ['groups.type eq "indirect"', 'ada bob'],
      ['groups pr', 'ada bob'],
      ['not (groups pr)', 'cleo dora'],
    ]);
    await expectHits(
      [
        ['displayName eq "MATH"', 'math'],
        ['displayName sw "m" or displayName ew "TY"', 'math empty'],
        [`members.value eq "${ids['ada']}"`, 'math'],
        [`members eq "${ids['bob']}"`, 'math'],
        ['members pr', 'math nest'],
        ['not (members pr)', 'empty'],
        [`${URN.group}:displayName eq "nest"`, 'nest'],
        [`displayName eq "math" and members eq "${ids['cleo']}"`, ''],
        ['externalId pr', ''],
        [`id eq "${groups['nest']}"`, 'nest'],
      ],
      'Groups',
    );
  });

  it('SCIM 5.2.23 members are compared by their ids, and by nothing else: 400 says so', async () => {
    const member = `"${ids['ada']}"`;
    for (const filter of [
      `members[value eq ${member} and type eq "User"]`,
      'members.type eq "User"',
      `members ne ${member}`,
    ]) {
      const reply = await find(directory, 'Groups', filter);
      expectScimError(reply, 400, 'invalidFilter');
      expect(reply.body.detail).toContain('members');
    }
  });

  it('SCIM 5.2.23 what cannot be compared, read or known is 400 invalidFilter, never everybody', async () => {
    const wrong: Record<'Users' | 'Groups', string[]> = {
      Users: [
        'active gt true',
        'active co "t"',
        'active sw true',
        'active eq "maybe"',
        'emails.primary le true',
        'x509Certificates.value gt "YQ=="',
        'title gt null',
        'userName eq 7',
        'userName eq true',
        'title co 7',
        'name eq "Ada"',
        'addresses eq "London"',
        'meta eq "x"',
        'userName',
        'userName eq',
        'userName like "a"',
        'eq "a"',
        'userName eq "a" and',
        'userName eq "a" userName eq "b"',
        '(userName eq "a"',
        'userName eq "a")',
        'emails[type eq "work"',
        'emails[type eq "work"]]',
        'emails[]',
        'emails[shoeSize eq "9"]',
        'userName[value eq "x"]',
        'not userName eq "a"',
        'shoeSize eq "9"',
        'name.shoeSize eq "9"',
        'userName.value eq "x"',
        `${URN.enterprise}:shoeSize eq "9"`,
        'urn:example:unknown:User:shoeSize eq "9"',
        'members.value eq "x"',
        'password eq "x"',
        'meta.location pr',
        'meta.version pr',
        'meta.lastModified gt "yesterday"',
        'userName eq "unterminated',
        String.raw`userName eq "bad \x escape"`,
        '',
        '  ',
      ],
      Groups: [
        'userName eq "x"',
        'members[display eq "x"]',
        'displayName gt 7',
        'meta.location eq "x"',
        'active eq true',
      ],
    };
    for (const type of ['Users', 'Groups'] as const) {
      for (const filter of wrong[type]) {
        const { status, body } = await find(directory, type, filter);
        expect([filter, status, body.scimType, body.Resources]).toEqual([filter, 400, 'invalidFilter', undefined]);
        expect(body.detail).toMatch(/\S+ \S+/);
      }
    }
  });

  it('SCIM 5.2.23 a plus sign is a plus sign when it is encoded', async () => {
    const reply = await directory.scim('/Users?filter=emails.value%20eq%20%22d%2Btag%40work.example%22');
    expect(idsOf(reply)).toEqual([ids['dora']]);
    expect(idsOf(await directory.scim('/Users?filter=userName+eq+"ada"'))).toEqual([ids['ada']]);
    // Where blanks are written as %20, a raw plus is none.
    const raw = await directory.scim('/Users?filter=emails.value%20eq%20%22d+tag@work.example%22');
    expect(idsOf(raw)).toEqual([ids['dora']]);
  });

  it('SCIM 5.2.43 texts compare after NFKC and lower case, stored and sought', async () => {
    const { service } = await sharedService();
    const own = await newDirectory(service);
    const { id } = await newUser(own, 'ﬁ-Straße-Σίσυφος', { displayName: 'ｗｉｄｅ' });
    const group = await newGroup(own, 'Ångström ① ΣΑΣ');
    const users: [string, string[]][] = [
      ['userName eq "FI-STRAßE-ΣΊΣΥΦΟΣ"', [id]],
      ['displayName eq "WIDE"', [id]],
      ['displayName sw "wi"', [id]],
      ['displayName co "ＩＤ"', [id]],
      ['userName eq "fi-strasse-σίσυφος"', []],
    ];
    for (const [filter, wanted] of users)
      expect([filter, idsOf(await find(own, 'Users', filter))]).toEqual([filter, wanted]);
    for (const name of ['ångström 1 σας', 'A\u030Angström 1 ΣΑΣ'])
      expect([name, idsOf(await find(own, 'Groups', `displayName eq "${name}"`))]).toEqual([name, [group.id]]);
    const taken = { method: 'POST', body: { displayName: 'ÅNGSTRÖM 1 σας' } };
    expectScimError(await own.scim('/Groups', taken), 409, 'uniqueness');
  });
});
