import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Canonical, readResource } from '../../../../src/core/resources/codec.rules.ts';
import { applyPatch, readPatch } from '../../../../src/core/resources/patch.rules.ts';
import { userResource } from '../../../../src/core/users/user-resource.rules.ts';
import { ID } from './ada.ts';
import { core, enterprise } from './documents.ts';
import { codeOf, unlessFault } from './faults.ts';

const hr = 'urn:example:hr:2.0:User';
const plain = 'urn:example:plain';

const before: Canonical = readResource(userResource, {
  userName: 'ada',
  [hr]: { Tag: 'a', list: ['a', 'b', { x: 1 }], part: { x: 1, Y: 'y' } },
  [plain]: { code: 7 },
});

function after(...operations: unknown[]): Canonical {
  return applyPatch(userResource, before, readPatch(userResource, { Operations: operations }, ID));
}

/** The extensions that are left. */
function left(...operations: unknown[]): object {
  const { schemas, userName: _, ...extensions } = after(...operations);
  expect(schemas).toStrictEqual([core, ...Object.keys(extensions)]);
  return extensions;
}

const [was, wasPlain] = [before[hr], before[plain]] as [Canonical, Canonical];
const withHr = (more: object) => ({ [hr]: { ...was, ...more }, [plain]: wasPlain });

describe('an attribute of an unknown extension', () => {
  test.each([`${hr}:Tag`, `${hr}.Tag`, `${hr.toUpperCase()}:TAG`, ` ${hr}:tag `])('is set by %s', (path) => {
    for (const op of ['add', 'Replace']) {
      expect(left({ op, path, value: 'new' })).toStrictEqual(withHr({ Tag: 'new' }));
      expect(left({ op, value: { [path]: 'new' } })).toStrictEqual(withHr({ Tag: 'new' }));
      expect(left({ op, path, value: 'a' })).toStrictEqual(withHr({}));
    }
  });

  test.each([null, '', []])('is cleared by %j and by remove', (value) => {
    const { Tag: _, ...rest } = was;
    for (const operation of [
      { op: 'replace', value },
      { op: 'Add', value },
      { op: 'remove' },
      { op: 'remove', value: 'x' },
    ]) {
      expect(left({ ...operation, path: `${hr}:tag` })).toStrictEqual({ [hr]: rest, [plain]: wasPlain });
    }
    expect(left({ op: 'replace', value: { [`${hr}:tag`]: value } })).toStrictEqual({ [hr]: rest, [plain]: wasPlain });
    expect(left({ op: 'remove', path: `${hr}:nothing` })).toStrictEqual(withHr({}));
  });

  test('keeps any JSON as it is, without what is unassigned', () => {
    const value = { z: [1, null, { y: '' }, '', [null]], a: { b: false, c: {} }, e: 'É' };
    expect(left({ op: 'add', path: `${hr}:fresh`, value })).toStrictEqual(
      withHr({ fresh: { a: { b: false }, e: 'É', z: [1] } }),
    );
  });

  test('that is a list takes what is not in it yet, or is replaced', () => {
    expect(left({ op: 'add', path: `${hr}:list`, value: ['b', 'c', { x: 1 }, { x: 2 }] })).toStrictEqual(
      withHr({ list: ['a', 'b', { x: 1 }, 'c', { x: 2 }] }),
    );
    expect(left({ op: 'add', path: `${hr}:list`, value: 'c' })).toStrictEqual(
      withHr({ list: ['a', 'b', { x: 1 }, 'c'] }),
    );
    expect(left({ op: 'add', path: `${hr}:list`, value: [] })).toStrictEqual(withHr({}));
    expect(left({ op: 'replace', path: `${hr}:list`, value: ['c'] })).toStrictEqual(withHr({ list: ['c'] }));
  });

  test('that is a list loses what remove lists, and never more', () => {
    const remove = (value?: unknown) => left({ op: 'remove', path: `${hr}:list`, value });
    expect(remove(['b', 'x'])).toStrictEqual(withHr({ list: ['a', { x: 1 }] }));
    expect(remove({ x: 1 })).toStrictEqual(withHr({ list: ['a', 'b'] }));
    expect(remove([])).toStrictEqual(withHr({}));
    expect(Object.keys(remove() as Canonical)).toStrictEqual([hr, plain]);
    expect(remove()).not.toHaveProperty([hr, 'list']);
    for (const value of ['', {}, [null], [{}]]) expect(codeOf(() => remove(value))).toBe('invalid_value');
  });

  test('that is an object keeps the parts that are not named', () => {
    for (const op of ['add', 'replace']) {
      expect(left({ op, path: `${hr}:part`, value: { X: 2, z: 3 } })).toStrictEqual(
        withHr({ part: { Y: 'y', x: 2, z: 3 } }),
      );
      expect(left({ op, path: `${hr}:part`, value: { x: null } })).toStrictEqual(withHr({ part: { Y: 'y' } }));
      expect(left({ op, path: `${hr}:part`, value: 'text' })).toStrictEqual(withHr({ part: 'text' }));
    }
  });
});

describe('a part of an attribute of an unknown extension', () => {
  test.each([`${hr}:part.y`, `${hr}.PART.Y`])('%s', (path) => {
    expect(left({ op: 'replace', path, value: 2 })).toStrictEqual(withHr({ part: { Y: 2, x: 1 } }));
    expect(left({ op: 'remove', path })).toStrictEqual(withHr({ part: { x: 1 } }));
  });

  test('of an attribute that there is not yet, or that has no parts', () => {
    expect(left({ op: 'add', path: `${hr}:fresh.x`, value: 1 })).toStrictEqual(withHr({ fresh: { x: 1 } }));
    expect(left({ op: 'remove', path: `${hr}:fresh.x` })).toStrictEqual(withHr({}));
    for (const path of [`${hr}:list.x`, `${hr}:tag.x`]) {
      expect(codeOf(() => left({ op: 'replace', path, value: 1 }))).toBe('invalid_path');
      expect(codeOf(() => left({ op: 'remove', path }))).toBe('invalid_path');
    }
  });

  test('takes the attribute with it, and the attribute the extension', () => {
    expect(left({ op: 'remove', path: `${hr}:part.x` }, { op: 'remove', path: `${hr}:part.y` })).not.toHaveProperty([
      hr,
      'part',
    ]);
    expect(left({ op: 'remove', path: `${plain}:code` })).toStrictEqual({ [hr]: was });
  });
});

describe('an unknown extension as a whole', () => {
  test.each([hr, hr.toUpperCase()])('%s is changed in what is named', (path) => {
    for (const operation of [
      { path, value: { TAG: 'new', fresh: 1 } },
      { value: { [path]: { TAG: 'new', fresh: 1 } } },
    ]) {
      for (const op of ['add', 'replace']) {
        expect(left({ op, ...operation })).toStrictEqual(withHr({ Tag: 'new', fresh: 1 }));
      }
    }
    expect(left({ op: 'add', path, value: { list: 'c', part: { x: null }, tag: '' } })).toStrictEqual({
      [hr]: { list: ['a', 'b', { x: 1 }, 'c'], part: { Y: 'y' } },
      [plain]: wasPlain,
    });
    expect(left({ op: 'add', path, value: {} })).toStrictEqual(withHr({}));
  });

  test.each([
    { op: 'remove' },
    { op: 'remove', value: { code: 7 } },
    { op: 'replace', value: null },
    { op: 'add', value: '' },
  ])('goes by %j', (operation) => expect(left({ ...operation, path: plain })).toStrictEqual({ [hr]: was }));

  test.each([7, 'text', true, [1], [{ code: 8 }, {}]])('is no %j', (value) => {
    expect(codeOf(() => left({ op: 'replace', path: hr, value }))).toBe('invalid_value');
  });

  test('is removed whole, whatever value comes with it', () => {
    expect(left({ op: 'remove', path: hr, value: { Tag: 'a' } })).toStrictEqual({ [plain]: wasPlain });
  });

  test('nothing is left of one that loses everything, and of one that never was', () => {
    expect(left({ op: 'replace', path: plain, value: { CODE: null } })).toStrictEqual({ [hr]: was });
    expect(left({ op: 'remove', path: 'urn:example:other:2.0:User' })).toStrictEqual(withHr({}));
    expect(left({ op: 'add', path: 'urn:example:other:2.0:User', value: {} })).toStrictEqual(withHr({}));
  });

  test('extensions stand in order of name, behind those we know', () => {
    const [first, last] = ['urn:a:2.0:User', 'urn:z:2.0:User'];
    const found = after(
      { op: 'add', value: { [last]: { a: 1 }, [enterprise]: { department: 'R' } } },
      { op: 'add', path: `${first}:a`, value: 1 },
    );
    expect(found['schemas']).toStrictEqual([core, enterprise, first, hr, plain, last]);
    expect(Object.keys(found)).toStrictEqual(['schemas', 'userName', enterprise, first, hr, plain, last]);
  });
});

describe('where a URN ends', () => {
  test.each<[string, object]>([
    ['urn:x:2.0:User:tag', { 'urn:x:2.0:User': { tag: 'v' } }],
    ['urn:x:2.0:User.tag', { 'urn:x:2.0:User': { tag: 'v' } }],
    ['urn:x:2.0:Group:tag.sub', { 'urn:x:2.0:Group': { tag: { sub: 'v' } } }],
    ['urn:x:2.0:user:group', { 'urn:x:2.0:user': { group: 'v' } }],
    ['urn:x:user:ext:2.0:User:tag', { 'urn:x:user:ext:2.0:User': { tag: 'v' } }],
    ['urn:x:Users:tag', { 'urn:x:Users': { tag: 'v' } }],
    ['urn:x:1.0:tag', { 'urn:x:1.0': { tag: 'v' } }],
    ['urn:x:1.0:tag.sub', { 'urn:x:1.0': { tag: { sub: 'v' } } }],
    ['urn:example:plain:more', { [plain]: { code: 7, more: 'v' } }],
    ['urn:example:plain.more', { [plain]: { code: 7, more: 'v' } }],
    ['urn:example:plain:deeper:more', { 'urn:example:plain:deeper': { more: 'v' } }],
    ['urn:example:plainer:more', { 'urn:example:plainer': { more: 'v' } }],
    [`${enterprise}er:tag`, { [`${enterprise}er`]: { tag: 'v' } }],
  ])('%s', (path, expected) => {
    expect(after({ op: 'add', path, value: 'v' })).toMatchObject(expected);
    expect(after({ op: 'replace', value: { [path]: 'v' } })).toMatchObject(expected);
    expect(after({ op: 'add', path, value: 'v' }, { op: 'remove', path })).toStrictEqual(
      path.startsWith(plain) && 'code' in (Object.values(expected)[0] as object)
        ? before
        : after({ op: 'remove', path }),
    );
  });

  test('is told by the longest that the resource has', () => {
    const longer = `${hr}:tag`;
    const set = { op: 'add', value: { [`${longer}:User`]: { x: 1 } } };
    expect(left(set, { op: 'add', path: `${longer}:user:x`, value: 2 })).toMatchObject({
      [`${longer}:User`]: { x: 2 },
    });
    expect(left(set, { op: 'add', path: longer, value: 2 })).toMatchObject({ [hr]: { Tag: 2 } });
  });

  test('is told by the longest even where a shorter one would do', () => {
    const nested = readResource(userResource, { userName: 'ada', 'urn:x': { a: 1 }, 'urn:x:y': { a: 1 } });
    const set = (path: string) =>
      applyPatch(userResource, nested, readPatch(userResource, { Operations: [{ op: 'add', path, value: 2 }] }, ID));
    expect(set('urn:x:y.z')).toMatchObject({ 'urn:x': { a: 1 }, 'urn:x:y': { a: 1, z: 2 } });
    expect(set('urn:x:z.y')).toMatchObject({ 'urn:x': { a: 1, z: { y: 2 } }, 'urn:x:y': { a: 1 } });
  });

  test('a name that holds an object is an extension’s, as in a whole resource', () => {
    const value = { 'urn:x:custom': { tag: 'v' }, 'urn:y:1.0': { tag: 'v' } };
    expect(after({ op: 'add', value })).toMatchObject(value);
    expect(after({ op: 'add', path: 'urn:y:1.0', value: { tag: 'v' } })).toMatchObject({ 'urn:y:1.0': { tag: 'v' } });
    expect(after({ op: 'add', path: 'urn:x:custom', value: { tag: 'v' } })).toMatchObject({
      'urn:x': { custom: { tag: 'v' } },
    });
  });

  test.each([
    'urn:x',
    'urn:x:1.0',
    'urn:x:',
    'urn:x:a b',
    'urn:x:a.b.c',
    'urn:x:2.0:User:7',
    'urn:x:__proto__',
    'urn:x:\u0000:',
  ])('nobody can tell for %j: invalid_path', (path) => {
    expect(codeOf(() => after({ op: 'add', path, value: 'v' }))).toBe('invalid_path');
    expect(codeOf(() => after({ op: 'add', value: { [path]: 'v' } }))).toBe('invalid_path');
  });

  test('text that cannot be stored is refused, wherever it stands', () => {
    for (const operation of [
      { path: 'urn:\u0000:2.0:User:tag', value: 'v' },
      { path: 'urn:\ud800', value: { a: 'v' } },
      { path: `${hr}:tag`, value: 'v\u0000' },
      { path: `${hr}:part`, value: { '\ud800': 1 } },
      { path: hr, value: { fresh: [['\u0000']] } },
      { path: `${hr}:tag`, value: JSON.parse('1e999') as unknown },
    ]) {
      expect(codeOf(() => after({ op: 'add', ...operation }))).toBe('invalid_value');
    }
  });

  test('names are not given twice in different case', () => {
    for (const operation of [
      { path: hr, value: { a: 1, A: 2 } },
      { path: `${hr}:part`, value: { a: 1, A: 2 } },
      { path: `${hr}:fresh`, value: [{ a: 1, A: 2 }] },
    ]) {
      expect(codeOf(() => after({ op: 'add', ...operation }))).toBe('malformed');
    }
  });
});

test('the work on large extensions is limited', () => {
  const value = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`a${index}`, index]));
  const set = { op: 'add', path: hr, value };
  const look = { op: 'replace', path: `${hr}:a7`, value: 'x' };
  expect(Object.keys(after(set, look)[hr] as object)).toHaveLength(5_003);
  expect(codeOf(() => after(set, ...(Array(50).fill(look) as unknown[])))).toBe('too_large');

  const list = Array.from({ length: 2_000 }, (_, index) => index);
  const fill = { op: 'add', path: `${hr}:numbers`, value: list };
  const remove = (some: number) => ({ op: 'remove', path: `${hr}:numbers`, value: list.slice(0, some) });
  expect(after(fill, remove(10))[hr]).toHaveProperty('numbers.length', 1_990);
  expect(codeOf(() => after(fill, remove(100)))).toBe('too_large');
  const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`urn:many:${index}`, { a: 1 }]));
  const touch = { op: 'add', path: 'urn:many:1:a', value: 2 };
  expect(Object.keys(after({ op: 'add', path: 'urn:first', value: { a: 1 } }, touch))).toHaveLength(6);
  const crowded = readResource(userResource, { userName: 'ada', ...many });
  expect(
    codeOf(() => applyPatch(userResource, crowded, readPatch(userResource, { Operations: Array(60).fill(touch) }, ID))),
  ).toBe('too_large');
});

test('SEC-R28 any names and values give a valid resource or a ResourceFault', () => {
  const word = fc.constantFrom(
    'urn',
    'User',
    'Group',
    'x',
    'tag',
    'list',
    '2.0',
    '__proto__',
    '',
    'example',
    'hr',
    'é',
    '"',
  );
  const path = fc
    .tuple(fc.array(word, { maxLength: 6 }), fc.constantFrom(':', '.'), word)
    .map(([words, mark, last]) => `urn:${words.join(':')}${mark}${last}`);
  const value = fc.jsonValue({ maxDepth: 3 });
  const operation = fc.oneof(
    fc.record({ op: fc.constantFrom('add', 'replace', 'remove'), path, value }),
    fc.record({ op: fc.constantFrom('add', 'replace'), value: fc.dictionary(path, value, { maxKeys: 3 }) }),
  );
  let done = 0;
  fc.assert(
    fc.property(fc.array(operation, { minLength: 1, maxLength: 4 }), (operations) => {
      const found = unlessFault(() => after(...operations));
      if (found === undefined) return;
      done += 1;
      expect(JSON.stringify(readResource(userResource, JSON.parse(JSON.stringify(found))))).toBe(JSON.stringify(found));
    }),
    { numRuns: 2_000 },
  );
  expect(done).toBeGreaterThan(200);
});
