import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Cargo,
  referencesOf,
  resolveData,
  resolveId,
  settingManager,
  splitManager,
} from '../../../../src/edge/scim/bulk-references.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const post = (collection: '/Users' | '/Groups', data: unknown): Cargo => ({
  method: 'POST',
  target: { collection, id: undefined },
  data,
});
const patch = (data: unknown, id = '1'): Cargo => ({ method: 'PATCH', target: { collection: '/Groups', id }, data });
const idOf = (bulkId: string): string => `<${bulkId}>`;
const needed = (cargo: Cargo) => {
  const { always, later } = referencesOf(cargo);
  return { always: [...always], later: [...later] };
};

describe('references', () => {
  it('SCIM 5.2.40 are found in members, in values and value paths of a PATCH, in $ref, and in the path', () => {
    const cases: readonly (readonly [Cargo, unknown, readonly string[]])[] = [
      [
        post('/Groups', { members: [{ value: 'bulkId:a' }, { value: '7', $ref: '../Users/7' }] }),
        { members: [{ value: '<a>' }, { value: '7', $ref: '../Users/7' }] },
        ['a'],
      ],
      [
        post('/Groups', { Members: [{ $REF: 'https://id.example/Users/bulkId:a', value: 'bulkId:b/c d' }] }),
        { Members: [{ $REF: 'https://id.example/Users/<a>', value: '<b/c d>' }] },
        ['a', 'b/c d'],
      ],
      [
        patch({ Operations: [{ op: 'add', path: 'members', value: [{ value: 'bulkId:a' }] }] }),
        { Operations: [{ op: 'add', path: 'members', value: [{ value: '<a>' }] }] },
        ['a'],
      ],
      [
        patch({ Operations: [{ op: 'remove', path: 'members[value eq "bulkId:a" or value eq "bulkId:b"]' }] }),
        { Operations: [{ op: 'remove', path: 'members[value eq "<a>" or value eq "<b>"]' }] },
        ['a', 'b'],
      ],
      [
        patch({ operations: [{ OP: 'replace', PATH: `${ENTERPRISE}:manager`, VALUE: 'bulkId:a' }] }),
        { operations: [{ OP: 'replace', PATH: `${ENTERPRISE}:manager`, VALUE: '<a>' }] },
        ['a'],
      ],
      [patch({ Operations: [{ op: 'add', value: { id: 'bulkId:g' } }] }, 'bulkId:g'), undefined, ['g']],
    ];
    for (const [cargo, resolved, always] of cases) {
      expect(needed(cargo)).toEqual({ always, later: [] });
      if (resolved !== undefined) expect(resolveData(cargo, idOf)).toEqual(resolved);
    }
  });

  it('may be quoted with escapes, and what is no JSON string in a path is left alone', () => {
    const path = String.raw`members[value eq "bulkId:a\"b" or value eq "\"bulkId:c\"" or x eq "bulkId:\q" or y eq "bulkId:d`;
    expect(needed(patch({ Operations: [{ op: 'remove', path }] })).always).toEqual(['a"b']);
    expect(resolveData(patch({ path }), idOf)).toEqual({
      path: path.replace(String.raw`"bulkId:a\"b"`, String.raw`"<a\"b>"`),
    });
  });

  it('are whole values: text that mentions one, and keys, are nobody’s', () => {
    const data = {
      displayName: 'see bulkId:a',
      nickName: 'BULKID:a',
      path: 'x "bulkId:a"',
      'bulkId:a': 1,
      members: [{ value: 'a', $ref: '../Users/xbulkId:a' }],
      n: [null, 1, true],
    };
    expect(needed(post('/Groups', data))).toEqual({ always: [], later: [] });
    expect(resolveData(post('/Groups', data), idOf)).toBe(data);
  });

  it('do not count where only the server writes', () => {
    const data = {
      id: 'bulkId:a',
      META: { location: 'bulkId:a' },
      schemas: ['bulkId:a'],
      groups: [{ value: 'bulkId:g' }],
    };
    expect(needed(post('/Users', data))).toEqual({ always: [], later: [] });
    expect(resolveData(post('/Users', data), idOf)).toBe(data);
    expect(needed(patch({ groups: 'bulkId:g' })).always).toEqual(['g']);
  });

  it('resolve an id in a path only when it is one', () => {
    expect(['bulkId:a', 'a', 'xbulkId:a'].map((id) => resolveId(id, idOf))).toEqual(['<a>', 'a', 'xbulkId:a']);
  });

  it('are resolved without touching what was sent', () => {
    const data = { members: [{ value: 'bulkId:a' }, { value: 'b' }], name: { x: 1 } };
    const before = structuredClone(data);
    const resolved = resolveData(post('/Groups', data), idOf) as typeof data;
    expect(data).toEqual(before);
    expect(resolved.name).toBe(data.name);
    expect(resolved.members[1]).toBe(data.members[1]);
  });

  it('agree with plain replacement in the text of any document', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string().map((each) => `bulkId:${each}`),
    );
    const document = fc.letrec((tie) => ({
      any: fc.oneof({ depthSize: 'medium' }, text, fc.integer(), fc.constant(null), tie('list'), tie('object')),
      list: fc.array(tie('any'), { maxLength: 5 }),
      object: fc.dictionary(fc.constantFrom('a', 'value', 'display', '__proto', 'members'), tie('any')),
    })).object;
    fc.assert(
      fc.property(document, (data) => {
        const seen = new Set<string>();
        const expected = JSON.parse(JSON.stringify(data), (_key, value: unknown) => {
          if (typeof value !== 'string' || !value.startsWith('bulkId:')) return value;
          seen.add(value.slice(7));
          return `<${value.slice(7)}>`;
        });
        expect(resolveData(post('/Groups', data), idOf)).toEqual(expected);
        expect(referencesOf(post('/Groups', data)).always).toEqual(seen);
      }),
    );
  });

  it('cost as much as the text is long', () => {
    const unclosed = `members[value eq "${'\\"'.repeat(1_000_000)}\\`;
    expect(needed(patch({ path: unclosed })).always).toEqual([]);
    const members = Array.from({ length: 10_000 }, (_, n) => ({ value: `bulkId:u${n % 900}` }));
    expect(needed(post('/Groups', { members })).always).toHaveLength(900);
  });
});

describe('the manager of a new user', () => {
  const shapes = ['bulkId:a', { value: 'bulkId:a' }, [{ value: 'bulkId:a', $ref: '../Users/bulkId:a' }], ['bulkId:a']];

  it('SCIM 5.2.40 can wait, in every shape', () => {
    for (const manager of shapes) {
      const data = { userName: 'ada', [ENTERPRISE]: { department: 'x', manager } };
      expect(needed(post('/Users', data))).toEqual({ always: [], later: ['a'] });
      expect(splitManager(post('/Users', data))).toEqual({
        rest: { userName: 'ada', [ENTERPRISE]: { department: 'x' } },
        manager,
      });
      expect(data[ENTERPRISE]).toHaveProperty('manager', manager);
    }
  });

  it('is found in any case of its names', () => {
    const data = { [ENTERPRISE.toUpperCase()]: { MANAGER: 'bulkId:a' } };
    expect(needed(post('/Users', data))).toEqual({ always: [], later: ['a'] });
    expect(splitManager(post('/Users', data))).toEqual({
      rest: { [ENTERPRISE.toUpperCase()]: {} },
      manager: 'bulkId:a',
    });
  });

  it('cannot wait when other attributes refer to the same, and nothing else can', () => {
    const data = { nickName: 'bulkId:a', [ENTERPRISE]: { division: 'bulkId:b', manager: 'bulkId:a' } };
    expect(needed(post('/Users', data))).toEqual({ always: ['a', 'b'], later: ['a'] });
  });

  it('is not split off where it is given twice, is none, or the resource is not new', () => {
    for (const data of [
      { [ENTERPRISE]: { manager: 'bulkId:a', Manager: 'bulkId:b' } },
      { [ENTERPRISE]: { manager: 'bulkId:a' }, [ENTERPRISE.toLowerCase()]: {} },
      { [ENTERPRISE]: [{ manager: 'bulkId:a' }] },
      { manager: 'bulkId:a' },
      'bulkId:a',
      null,
    ]) {
      expect(splitManager(post('/Users', data))).toBeUndefined();
      expect(needed(post('/Users', data)).later).toEqual([]);
    }
    const data = { [ENTERPRISE]: { manager: 'bulkId:a' } };
    expect(splitManager(post('/Groups', data))).toBeUndefined();
    expect(splitManager({ ...post('/Users', data), method: 'PUT' })).toBeUndefined();
  });

  it('is set by a PATCH with the shape in which it was sent', () => {
    expect(resolveData(patch(settingManager([{ value: 'bulkId:a' }])), idOf)).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'add', path: `${ENTERPRISE}:manager`, value: [{ value: '<a>' }] }],
    });
  });
});
