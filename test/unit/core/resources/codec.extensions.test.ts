import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAssigned, isSame, readResource } from '../../../../src/core/resources/codec.rules.ts';
import { storedText } from '../../../../src/core/resources/stored-text.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { anyJson, core, enterprise } from './documents.ts';
import { codeOf, faultOf, unlessFault } from './faults.ts';

const MANAGER = '26118915-6090-4610-87e4-49d8ca9f808d';
const hr = 'urn:example:hr:2.0:User';
const read = (claimed: object) => readResource(userResource, { userName: 'ada', ...claimed });

describe('unknown extensions', () => {
  test('SCIM 5.1.7 are kept as they came and named in schemas, behind those we know, in order of name', () => {
    const [last, first] = ['urn:z', 'URN:a'];
    const found = read({
      [last]: { b: 1 },
      schemas: ['urn:example:unused'],
      [hr]: { Tag: 'É ', list: [1, 'a', [true]], part: { y: { z: 0.5 } } },
      [first]: { a: false },
      [enterprise]: { department: 'R' },
    });
    expect(found).toStrictEqual({
      schemas: [core, enterprise, first, hr, last],
      userName: 'ada',
      [enterprise]: { department: 'R' },
      [first]: { a: false },
      [hr]: { Tag: 'É ', list: [1, 'a', [true]], part: { y: { z: 0.5 } } },
      [last]: { b: 1 },
    });
    expect(Object.keys(found)).toStrictEqual(['schemas', 'userName', enterprise, first, hr, last]);
  });

  test('SCIM 5.1.2 have nothing in them that is unassigned', () => {
    const value = {
      a: null,
      b: '',
      c: [],
      d: {},
      e: [null, '', {}, [[]]],
      f: { g: { h: null } },
      i: [{ j: '', k: 0 }],
    };
    expect(read({ [hr]: value })).toStrictEqual({ schemas: [core, hr], userName: 'ada', [hr]: { i: [{ k: 0 }] } });
    expect(read({ [hr]: { a: { b: [''] } } })).toStrictEqual({ schemas: [core], userName: 'ada' });
  });

  test('come out the same whatever the order of their names', () => {
    const text = JSON.stringify(read({ [hr]: { b: { d: 1, c: 2 }, a: 1 }, 'urn:a': { x: 1 } }));
    expect(JSON.stringify(read({ 'urn:a': { x: 1 }, [hr]: { a: 1, b: { c: 2, d: 1 } } }))).toBe(text);
  });

  test.each<object>([
    { [hr]: 'text' },
    { [hr]: [{ a: 1 }] },
    { [hr]: null },
    { custom: { a: 1 } },
    { 'http://schemas.example/Group': { a: 1 } },
    { urn: { a: 1 } },
    { 'urn:': { a: 1 } },
    { 'urn::a': { a: 1 } },
    { [core]: { title: 'x' } },
    { [`${core}:custom`]: { a: 1 } },
    { [`${enterprise}:manager`]: { value: 'x' } },
    { [`${enterprise.toUpperCase()}.manager`]: { value: 'x' } },
    { 'urn:ietf:params:scim:schemas:core:2.0:Group': { a: 1 } },
    { 'urn:ietf:params:scim:api:messages:2.0:PatchOp': { a: 1 } },
    { 'urn:ietf:params:scim:schemas:core': { a: 1 } },
  ])('%j is none, and is left out', (claimed) => {
    expect(read(claimed)).toStrictEqual({ schemas: [core], userName: 'ada' });
  });

  test('one that only looks like ours is one of its own', () => {
    for (const urn of [
      `${enterprise}2`,
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0User',
      'urn:scim:schemas:core:1.0',
    ]) {
      expect(read({ [urn]: { a: 1 } })).toHaveProperty([urn], { a: 1 });
    }
  });

  test('may not be given twice, nor anything in them', () => {
    expect(faultOf(() => read({ [hr]: { a: 1 }, [hr.toUpperCase()]: { b: 1 } }))).toMatchObject({ code: 'malformed' });
    expect(faultOf(() => read({ [hr]: { a: { b: 1, B: null } } }))).toMatchObject({
      code: 'malformed',
      field: `${hr}:a:b`,
    });
    expect(codeOf(() => read({ [hr]: { costCode: 1, CostCode: 2 } }))).toBe('malformed');
  });

  test.each<unknown>([
    { a: 'x\u0000' },
    { a: { b: ['\ud83d'] } },
    { 'a\u0000': 1 },
    { a: [{ '\ude00': '' }] },
    { a: Number.POSITIVE_INFINITY },
  ])('%j cannot be stored', (value) => expect(codeOf(() => read({ [hr]: value }))).toBe('invalid_value'));

  test('nor can a URN that is no text', () => {
    for (const urn of ['urn:a\u0000', 'urn:\ud800'])
      expect(codeOf(() => read({ [urn]: { a: 1 } }))).toBe('invalid_value');
  });

  test('SEC-R28 names of JavaScript’s own are refused and depth is limited, should the door have missed it', () => {
    const deep = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      expect(codeOf(() => read({ [hr]: JSON.parse(`{"a":[{"${name}":{"x":1}}]}`) as unknown }))).toBe('invalid_path');
    }
    expect(read({ [hr]: deep(20) })).toHaveProperty([hr]);
    expect(codeOf(() => read({ [hr]: deep(21) }))).toBe('malformed');
    expect(codeOf(() => read({ [hr]: deep(5_000) }))).toBe('malformed');
    const list = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}1${']'.repeat(levels)}`);
    expect(read({ [hr]: { a: list(19) } })).toHaveProperty([hr]);
    expect(codeOf(() => read({ [hr]: { a: list(20) } }))).toBe('malformed');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test('SEC-R28 any JSON in them is kept, or is a ResourceFault, and reading it again changes nothing', () => {
    let kept = 0;
    fc.assert(
      fc.property(anyJson, (claimed) => {
        const once = unlessFault(() => read({ [hr]: { a: claimed } }));
        if (once === undefined) return;
        if (hr in once) kept += 1;
        const text = JSON.stringify(once);
        expect(JSON.stringify(readResource(userResource, JSON.parse(text)))).toBe(text);
        expectAssigned(once);
      }),
      { numRuns: 1_000 },
    );
    expect(kept).toBeGreaterThan(200);
  });
});

describe('SCIM 5.1.11 the manager', () => {
  const managed = (manager: unknown) => read({ [enterprise]: { manager } })[enterprise];

  test.each([
    MANAGER,
    [MANAGER],
    { value: MANAGER },
    [{ VALUE: [MANAGER], $ref: 'x' }],
    { value: MANAGER, $ref: 7, displayName: 1 },
  ])('may be sent as %j; where they are is the server’s to say', (manager) =>
    expect(managed(manager)).toStrictEqual({ manager: { value: MANAGER, $ref: `../Users/${MANAGER}` } }),
  );

  test.each(['m1', MANAGER.toUpperCase(), `${MANAGER} `, MANAGER.replaceAll('-', ''), '../Users/x'])(
    'whose id is %j is nobody of ours, and has no address',
    (value) => expect(managed({ value, $ref: `../Users/${MANAGER}` })).toStrictEqual({ manager: { value } }),
  );

  test.each<unknown>([
    null,
    '',
    [],
    {},
    [null],
    { $ref: `../Users/${MANAGER}` },
    { value: '' },
    { displayName: 'Boss' },
  ])('%j is none', (manager) => expect(managed(manager)).toBeUndefined());

  test.each<unknown>([7, true, ['a', 'b'], [[MANAGER]], { value: 7 }, { value: { a: 1 } }])('is no %j', (manager) => {
    expect(codeOf(() => managed(manager))).toBe('invalid_value');
  });
});

describe('a resource of 256 KiB', () => {
  const filler = (length: number, letter = 'x') => ({ a: letter.repeat(length) });
  const around = JSON.stringify(filler(0)).length;

  test('is stored, a byte more is too_large', () => {
    expect(storedText(filler(262_144 - around))).toHaveLength(262_144);
    expect(faultOf(() => storedText(filler(262_145 - around)))).toMatchObject({ code: 'too_large', field: undefined });
  });

  test('is measured in bytes, and as JSON', () => {
    expect(storedText(filler((262_144 - around) / 2, 'é'))).toHaveLength(131_072 + around / 2);
    expect(codeOf(() => storedText(filler(131_073, 'é')))).toBe('too_large');
    expect(codeOf(() => storedText(filler(131_073, '"')))).toBe('too_large');
    expect(codeOf(() => storedText(filler(87_400, '€')))).toBe('too_large');
  });

  test('is refused before it is written out when one text stands in many places', () => {
    const text = 'x'.repeat(1_000_000);
    expect(codeOf(() => storedText({ emails: Array.from({ length: 1_000 }, () => ({ value: text })) }))).toBe(
      'too_large',
    );
    expect(codeOf(() => storedText({ a: Array.from({ length: 262_144 }, () => 1) }))).toBe('too_large');
  });

  test('is what JSON writes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        expect(storedText(value)).toBe(JSON.stringify(value));
      }),
    );
  });
});

describe('isSame', () => {
  test('is what JSON says, whatever the order of names', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (one, other) => {
        const copy = JSON.parse(JSON.stringify(one)) as unknown;
        expect(isSame(one, copy)).toBe(true);
        expect(isSame(turned(one), one)).toBe(true);
        expect(isSame([one], [other])).toBe(
          JSON.stringify(turned(turned(one))) === JSON.stringify(turned(turned(other))),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  test.each<[unknown, unknown]>([
    [[], {}],
    [{ a: 1 }, { b: 1 }],
    [{ a: undefined }, { b: undefined }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [{ 0: 1 }, [1]],
    [1, '1'],
    [null, undefined],
    [{ toString: 1 }, {}],
  ])('%j is not %j', (one, other) => {
    expect(isSame(one, other)).toBe(false);
    expect(isSame(other, one)).toBe(false);
  });
});

/** The same value with the names of its objects in order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, each]) => [name, turned(each)]),
  );
}

/** Nothing in it is unassigned, at any depth. */
function expectAssigned(value: unknown): void {
  expect(isAssigned(value)).toBe(true);
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(expectAssigned);
}
