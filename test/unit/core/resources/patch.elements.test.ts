import { describe, expect, test } from 'vitest';
import { type Canonical, readResource } from '../../../../src/core/resources/codec.rules.ts';
import { applyPatch, readPatch } from '../../../../src/core/resources/patch.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { ada, difference, ID, patched } from './ada.ts';
import { core } from './documents.ts';
import { codeOf, faultOf } from './faults.ts';

const work = { value: 'ada@work', type: 'work', primary: true };
const home = { value: 'ada@home', type: 'home' };

/** The e-mails that are left. */
const emailsAfter = (...operations: unknown[]) => patched(...operations)['emails'];

/** The roles of a user who had these. */
function rolesAfter(roles: readonly object[], ...operations: unknown[]): unknown {
  const before: Canonical = readResource(userResource, { userName: 'ada', roles });
  return applyPatch(userResource, before, readPatch(userResource, { Operations: operations }, ID))['roles'];
}

describe('a value path sets parts of the elements that it picks', () => {
  test.each([
    ['emails[type eq "work"].value', 'new', [{ ...work, value: 'new' }, home]],
    ['emails[type eq "WORK"].VALUE', 'new', [{ ...work, value: 'new' }, home]],
    [`${core}:emails[value eq "ADA@HOME"].display`, 'new', [work, { ...home, display: 'new' }]],
    [
      'emails[type pr].display',
      'new',
      [
        { ...work, display: 'new' },
        { ...home, display: 'new' },
      ].map(inOrder),
    ],
    ['emails[primary eq "True"].value', 'new', [{ ...work, value: 'new' }, home]],
    ['emails[not (primary eq true)].type', 'other', [work, { ...home, type: 'other' }]],
    ['emails[type eq "work" and value sw "ada"].primary', 'False', [{ ...work, primary: false }, home]],
    ['emails[type eq "work"].value', '', [{ type: 'work', primary: true }, home]],
    ['emails[type eq "work"].value', null, [{ type: 'work', primary: true }, home]],
    ['emails[type eq "nowhere"].value', '', [work, home]],
    ['emails[type eq "nowhere"].value', null, [work, home]],
  ])('SCIM 5.1.1 %s = %j', (path, value, expected) => {
    for (const op of ['add', 'Replace']) {
      expect(emailsAfter({ op, path, value })).toStrictEqual(expected);
      expect(emailsAfter({ op, value: { [path]: value } })).toStrictEqual(expected);
    }
  });

  test('and an element of which nothing is left is gone', () => {
    const bare = { op: 'replace', path: 'emails', value: [{ value: 'a' }, { type: 'x' }] };
    expect(emailsAfter(bare, { op: 'replace', path: 'emails[value eq "a"].value', value: null })).toStrictEqual([
      { type: 'x' },
    ]);
    expect(emailsAfter(bare, { op: 'remove', path: 'emails[type ne "x"].value' })).toStrictEqual([{ type: 'x' }]);
    expect(emailsAfter(bare, { op: 'remove', path: 'emails[value pr or type pr]' })).toBeUndefined();
  });
});

describe('a value path without a sub-attribute', () => {
  const path = 'emails[type eq "work"]';

  test('SCIM 5.2.31 replace makes each element the value and what the filter says', () => {
    expect(emailsAfter({ op: 'replace', path, value: { value: 'new' } })).toStrictEqual([
      { value: 'new', type: 'work' },
      home,
    ]);
    expect(emailsAfter({ op: 'replace', path, value: { value: 'new', type: 'other' } })).toStrictEqual([
      { value: 'new', type: 'other' },
      home,
    ]);
    expect(emailsAfter({ op: 'replace', path: 'emails[type sw "wo"]', value: { value: 'new' } })).toStrictEqual([
      { value: 'new' },
      home,
    ]);
  });

  test('SCIM 5.2.29 add merges the value into each element', () => {
    expect(emailsAfter({ op: 'add', path, value: { display: 'new' } })).toStrictEqual([
      inOrder({ ...work, display: 'new' }),
      home,
    ]);
    expect(emailsAfter({ op: 'add', path, value: { value: null, display: 'new' } })).toStrictEqual([
      { display: 'new', type: 'work', primary: true },
      home,
    ]);
    expect(emailsAfter({ op: 'add', path: 'emails[value pr]', value: { type: 'x' } })).toStrictEqual([
      { ...work, type: 'x' },
      { ...home, type: 'x' },
    ]);
  });

  test.each([{ value: 'new' }, [{ VALUE: 'new' }], 'new'])('takes %j', (value) => {
    expect(emailsAfter({ op: 'add', path, value })).toStrictEqual([{ ...work, value: 'new' }, home]);
  });

  test.each([null, '', [], [null]])('replaced by %j is removed; adding that does nothing', (value) => {
    expect(emailsAfter({ op: 'replace', path, value })).toStrictEqual([home]);
    expect(difference({ op: 'add', path, value })).toStrictEqual({});
    expect(difference({ op: 'replace', path: 'emails[type sw "x"]', value })).toStrictEqual({});
  });

  test('remove takes out what it picks, and nothing when it picks nothing', () => {
    expect(emailsAfter({ op: 'remove', path })).toStrictEqual([home]);
    expect(emailsAfter({ op: 'remove', path: 'emails[value pr]' })).toBeUndefined();
    expect(emailsAfter({ op: 'remove', path: `${path}.primary` })).toStrictEqual([
      { value: 'ada@work', type: 'work' },
      home,
    ]);
    for (const nowhere of [
      'emails[type eq "x"]',
      'emails[type eq "x"].value',
      'emails[type sw "x"]',
      'roles[value pr]',
    ]) {
      expect(difference({ op: 'remove', path: nowhere })).toStrictEqual({});
    }
  });
});

describe('a value path that picks nothing', () => {
  test.each([
    ['emails[type eq "other"].value', 'new', { value: 'new', type: 'other' }],
    ['emails[type eq "other"]', { value: 'new' }, { value: 'new', type: 'other' }],
    ['emails[type eq "other"]', { value: 'new', type: 'car' }, { value: 'new', type: 'car' }],
    ['emails[type eq "other" and display eq "d"].value', 'new', { value: 'new', display: 'd', type: 'other' }],
    ['emails[type eq "other" and display eq null].value', 'new', { value: 'new', type: 'other' }],
    ['emails[type eq "other" and primary eq false].value', 'new', { value: 'new', type: 'other', primary: false }],
    ['emails[type eq "a]\\"b"].value', 'new', { value: 'new', type: 'a]"b' }],
  ])('SCIM 5.2.31 %s = %j makes an element', (path, value, expected) => {
    for (const op of ['add', 'replace']) expect(emailsAfter({ op, path, value })).toStrictEqual([work, home, expected]);
    const twice = { op: 'add', path, value };
    expect(emailsAfter(twice, twice)).toStrictEqual([work, home, expected]);
  });

  test.each([
    'type sw "x"',
    'type eq "x" or type eq "y"',
    'not (type pr)',
    'type eq "x" and type eq "y"',
    'type eq "x" and value pr',
  ])('SCIM 5.2.31 [%s] does not say what to make: no_target', (filter) => {
    for (const op of ['add', 'replace']) {
      expect(faultOf(() => patched({ op, path: `emails[${filter}].value`, value: 'new' }))).toMatchObject({
        code: 'no_target',
        field: 'emails',
      });
      expect(codeOf(() => patched({ op, path: `emails[${filter}]`, value: { value: 'new' } }))).toBe('no_target');
      expect(difference({ op, path: `emails[${filter}]`, value: { value: null } })).toStrictEqual({});
    }
  });

  test('makes none of nothing', () => {
    for (const value of [{}, { value: null }, { nobody: 'x' }]) {
      expect(difference({ op: 'add', path: 'emails[type eq "other"]', value })).toStrictEqual({});
      expect(difference({ op: 'replace', path: 'emails[type eq "other"]', value })).toStrictEqual({});
    }
  });

  test('a list that is full stays as it is', () => {
    const full = Array.from({ length: 1_000 }, (_, index) => ({ value: `${index}` }));
    const set = { op: 'replace', path: 'emails', value: full };
    expect(codeOf(() => patched(set, { op: 'add', path: 'emails[type eq "x"].value', value: 'new' }))).toBe(
      'too_large',
    );
  });
});

describe('SCIM 5.1.3 SCIM 5.2.32 one element is primary at most', () => {
  const demoted = { value: 'ada@work', type: 'work' };

  test.each([
    { path: 'emails[type eq "home"].primary', value: 'True' },
    { path: 'emails[type eq "home"]', value: { primary: true, value: 'ada@home' } },
    { path: 'emails[value eq "ada@home"]', value: { primary: true, type: 'home' } },
    { value: { 'emails[type eq "home"].primary': true } },
  ])('%j', (operation) => {
    const primary = { ...home, primary: true };
    for (const op of ['add', 'replace']) {
      expect(emailsAfter({ op, ...operation })).toStrictEqual([demoted, primary]);
      expect(
        emailsAfter({ op, ...operation }, { op: 'replace', path: 'emails[type eq "work"].primary', value: true }),
      ).toStrictEqual([work, home]);
    }
  });

  test('a new one is, too', () => {
    const made = { value: 'new', primary: true };
    expect(
      emailsAfter(
        { op: 'remove', path: 'emails' },
        { op: 'add', path: 'emails[primary eq "true"].value', value: 'new' },
      ),
    ).toStrictEqual([made]);
    expect(
      emailsAfter({ op: 'add', path: 'emails[type eq "x" and primary eq true].value', value: 'new' }),
    ).toStrictEqual([demoted, home, { value: 'new', type: 'x', primary: true }]);
  });

  test('of several that one operation sets, the last; of one that is and stays, nobody loses', () => {
    expect(emailsAfter({ op: 'replace', path: 'emails[value pr].primary', value: true })).toStrictEqual([
      demoted,
      { ...home, primary: true },
    ]);
    expect(difference({ op: 'replace', path: 'emails[type eq "work"].primary', value: true })).toStrictEqual({});
  });

  test('who is nothing but primary is nobody when another one is', () => {
    const bare = [{ primary: true }, { value: 'b' }];
    expect(rolesAfter(bare, { op: 'add', path: 'roles[value eq "b"].primary', value: true })).toStrictEqual([
      { value: 'b', primary: true },
    ]);
  });

  test('not being primary demotes nobody', () => {
    expect(emailsAfter({ op: 'add', path: 'emails[type eq "home"].primary', value: false })).toStrictEqual([
      work,
      { ...home, primary: false },
    ]);
  });
});

describe('remove with a list of values', () => {
  test.each([
    ['one', [{ value: 'ada@home' }], [work]],
    ['in other case', [{ VALUE: 'ADA@HOME', Type: 'Home' }], [work]],
    ['one that is no list', { type: 'work' }, [home]],
    ['a text, which is the value', 'ada@work', [home]],
    ['texts', ['ada@work', 'ADA@home', 'nobody'], undefined],
    ['a boolean as Entra writes it', [{ primary: 'True' }], [home]],
    ['names that are null or unknown', [{ value: 'ada@home', $ref: null, display: null, x: 1 }], [work]],
    ['both', [{ value: 'ada@home' }, { value: 'ada@work' }], undefined],
    ['the same twice', [{ value: 'ada@home' }, { value: 'ada@home' }], [work]],
    ['JSON in a text', '[{"value":"ada@home"}]', [work]],
    ['one of whom something differs', [{ value: 'ada@home', type: 'work' }], [work, home]],
    ['one of whom less is kept', [{ value: 'ada@home', display: 'Ada' }], [work, home]],
    ['nobody', [{ value: 'eve@work' }], [work, home]],
    ['an empty list', [], [work, home]],
  ])('SCIM 5.2.30 %s', (_name, value, expected) => {
    for (const op of ['remove', 'Remove']) expect(emailsAfter({ op, path: 'emails', value })).toStrictEqual(expected);
  });

  test('SCIM 5.2.30 without any value, everything goes', () => {
    expect(emailsAfter({ op: 'remove', path: 'emails' })).toBeUndefined();
    expect(emailsAfter({ op: 'remove', path: 'emails', value: null })).toBeUndefined();
  });

  test.each<unknown>([
    '',
    {},
    7,
    true,
    [{}],
    [''],
    [null],
    [7],
    [[]],
    [[{ value: 'ada@home' }]],
    { nobody: 1 },
    [{ value: null }],
    [{ value: 'ada@home' }, {}],
    { value: 7 },
    { value: ['a', 'b'] },
    '{"nobody":1}',
    '[nonsense',
    '{}',
  ])('SCIM 5.2.30 a shape such as %j is an invalid_value and never everything', (value) => {
    expect(codeOf(() => patched({ op: 'remove', path: 'emails', value }))).toBe('invalid_value');
  });

  test('that has more than 1,000 values is too long', () => {
    const value = Array.from({ length: 1_001 }, () => 'x');
    expect(codeOf(() => patched({ op: 'remove', path: 'roles', value }))).toBe('too_large');
    expect(difference({ op: 'remove', path: 'roles', value: value.slice(1) })).toStrictEqual({});
  });

  test('where case matters it matters; where nothing is, nothing goes', () => {
    const certificates = [{ value: 'QUI=' }, { value: 'QUJD' }];
    const set = { op: 'add', path: 'x509Certificates', value: certificates };
    const left = (value: unknown) =>
      patched(set, { op: 'remove', path: 'x509Certificates', value })['x509Certificates'];
    expect(left([{ value: 'qui=' }])).toStrictEqual(certificates);
    expect(left(['QUI='])).toStrictEqual([{ value: 'QUJD' }]);
    expect(difference({ op: 'remove', path: 'roles', value: ['a'] })).toStrictEqual({});
  });

  test('addresses have no value that a text could be', () => {
    const set = { op: 'add', path: 'addresses', value: [{ locality: 'Rome' }, { locality: 'Bonn' }] };
    expect(patched(set, { op: 'remove', path: 'addresses', value: { locality: 'rome' } })['addresses']).toStrictEqual([
      { locality: 'Bonn' },
    ]);
    expect(codeOf(() => patched(set, { op: 'remove', path: 'addresses', value: ['Rome'] }))).toBe('invalid_value');
  });

  test('with a filter, the filter says what goes', () => {
    expect(emailsAfter({ op: 'remove', path: 'emails[type eq "home"]', value: [{ value: 'ada@work' }] })).toStrictEqual(
      [work],
    );
  });
});

describe('the work of one PATCH is limited', () => {
  const many = Array.from({ length: 900 }, (_, index) => ({ value: `${index}`, type: 'work' }));
  const full = readResource(userResource, { userName: 'ada', emails: many });
  const after = (operations: unknown[]) =>
    applyPatch(userResource, full, readPatch(userResource, { Operations: operations }, ID));

  test('a thousand look-ups among nine hundred values are too many, a hundred are not', () => {
    const look = (index: number) => ({ op: 'replace', path: `emails[value eq "${index}"].display`, value: 'x' });
    const looks = Array.from({ length: 1_000 }, (_, index) => look(index));
    expect(after(looks.slice(0, 100))['emails']).toHaveLength(900);
    expect(codeOf(() => after(looks.slice(0, 890)))).toBe('too_large');
    const dear = Array.from({ length: 40 }, () => 'display eq "x"').join(' or ');
    expect(codeOf(() => after(Array(10).fill({ op: 'remove', path: `emails[${dear}]` })))).toBe('too_large');
    expect(codeOf(() => after([{ op: 'remove', path: 'emails', value: many.slice(0, 200) }]))).toBe('too_large');
    expect(codeOf(() => after(Array(200).fill({ op: 'add', path: 'emails', value: [{ value: 'x' }] })))).toBe(
      'too_large',
    );
  });

  test('adding what is there already costs, too, and values that are alike cost more', () => {
    const again = { op: 'add', path: 'emails', value: many };
    expect(codeOf(() => after(Array(60).fill(again) as unknown[]))).toBe('too_large');
    expect(after([again])['emails']).toHaveLength(900);
    const alike = (display: string) =>
      Array.from({ length: 400 }, (_, index) => ({ value: 'x', display: `${display}${index}` }));
    const operations = ['a', 'b'].map((display) => ({ op: 'add', path: 'emails', value: alike(display) }));
    expect(codeOf(() => patched(...operations))).toBe('too_large');
  });

  test('long texts count for more', () => {
    const long = { op: 'add', path: 'emails', value: [{ display: 'x'.repeat(100_000) }] };
    const looks = Array(100).fill({ op: 'remove', path: 'emails[display eq "y"]' }) as unknown[];
    expect(codeOf(() => patched(long, ...looks))).toBe('too_large');
    expect(difference(...looks)).toStrictEqual({});
  });

  test('one long text does not get into many values', () => {
    const value = 'x'.repeat(1_000);
    expect(codeOf(() => after([{ op: 'replace', path: 'emails[type eq "work"].display', value }]))).toBe('too_large');
    expect(codeOf(() => after([{ op: 'replace', path: 'emails[type eq "work"]', value: { display: value } }]))).toBe(
      'too_large',
    );
    expect(after([{ op: 'replace', path: 'emails[value eq "1"].display', value }])['emails']).toHaveLength(900);
    const half = 'x'.repeat(150_000);
    expect(codeOf(() => patched({ op: 'replace', path: 'emails[type pr].display', value: half }))).toBe('too_large');
    expect(patched({ op: 'replace', path: 'emails[type eq "work"].display', value: half })['emails']).toHaveLength(2);
  });

  test('but 999 values are added at once', () => {
    const added = Array.from({ length: 900 }, (_, index) => ({ value: `${index}`, type: 'work' }));
    expect(after([{ op: 'add', path: 'emails', value: [...added, { value: 'new' }] }])['emails']).toHaveLength(901);
  });
});

/** The same e-mail with its parts in the order of the table. */
function inOrder(email: Record<string, unknown>): object {
  const names = ['value', 'display', 'type', 'primary'];
  return Object.fromEntries(names.filter((name) => name in email).map((name) => [name, email[name]]));
}

test('ada is as she was', () => expect(ada['emails']).toStrictEqual([work, home]));
