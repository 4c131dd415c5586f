import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalOf, changedAttributes, readUser, recordOf } from '../../../../src/core/users/user-resource.rules.ts';
import { anyUser, core, enterprise } from '../resources/documents.ts';
import { faultOf } from '../resources/faults.ts';

describe('readUser', () => {
  test('keeps what is filtered by in columns, and the rest as canonical JSON', () => {
    const record = readUser({
      userName: 'Ada@Example.COM',
      externalId: 'E-1',
      active: false,
      displayName: 'Ada',
      emails: [{ value: 'Ada@Work', type: 'work', primary: 'True' }, { display: 'no address' }, { value: 'ada@home' }],
    });
    expect(record).toMatchObject({
      userName: 'Ada@Example.COM',
      userNameKey: 'ada@example.com',
      externalId: 'E-1',
      active: false,
      emails: [
        { position: 0, value: 'Ada@Work', value_key: 'ada@work', type: 'work', is_primary: true },
        { position: 1, value: 'ada@home', value_key: 'ada@home', type: null, is_primary: false },
      ],
    });
    expect(JSON.parse(record.attributes)).toEqual({
      schemas: [core],
      userName: 'Ada@Example.COM',
      externalId: 'E-1',
      displayName: 'Ada',
      emails: [{ value: 'Ada@Work', type: 'work', primary: true }, { display: 'no address' }, { value: 'ada@home' }],
    });
  });

  test('says when the client did not speak of active and externalId', () => {
    expect(readUser({ userName: 'ada' })).toMatchObject({ active: undefined, externalId: null, emails: [] });
  });

  test.each([
    ['userName', { userName: 'x'.repeat(2_001) }],
    ['userName', { userName: 'é'.repeat(1_001) }],
    ['externalId', { userName: 'ada', externalId: 'x'.repeat(2_001) }],
    ['emails[1].value', { userName: 'ada', emails: [{ value: 'a' }, { value: 'x'.repeat(2_001) }] }],
  ])('%s is refused when an index cannot hold its key', (field, claimed) => {
    expect(faultOf(() => readUser(claimed))).toMatchObject({ code: 'invalid_value', field });
  });

  test('a key is measured after folding, which can make it longer', () => {
    expect(readUser({ userName: 'x'.repeat(2_000) }).userNameKey).toHaveLength(2_000);
    // One letter that becomes eighteen.
    expect(faultOf(() => readUser({ userName: '\ufdfa'.repeat(100) })).field).toBe('userName');
  });
});

describe('what is kept', () => {
  const hr = 'urn:example:hr:2.0:User';

  test('is a user of 256 KiB at most, extensions included', () => {
    const user = (length: number) => ({ userName: 'ada', [hr]: { a: 'x'.repeat(length) } });
    expect(JSON.parse(readUser(user(250_000)).attributes)).toMatchObject(user(250_000));
    expect(faultOf(() => readUser(user(262_144)))).toMatchObject({ code: 'too_large' });
    expect(faultOf(() => readUser({ userName: 'ada', title: 'x'.repeat(262_144) })).code).toBe('too_large');
  });

  test('SCIM 5.1.9 is never a password', () => {
    for (const name of ['password', 'PassWord']) {
      expect(readUser({ userName: 'ada', [name]: 'hunter2' }).attributes).not.toContain('hunter2');
    }
  });
});

describe('canonicalOf', () => {
  test('is what recordOf kept', () => {
    fc.assert(
      fc.property(anyUser, fc.boolean(), (claimed, stored) => {
        const record = readUser(claimed);
        const active = record.active ?? stored;
        const canonical = canonicalOf(record.attributes, active);
        expect(recordOf(canonical)).toEqual({ ...record, active });
        // A PUT of what is there already changes nothing.
        expect(changedAttributes(canonical, canonicalOf(readUser(canonical).attributes, active))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('changedAttributes', () => {
  const before = { schemas: [core], userName: 'ada', title: 'x', active: true };

  test('names what differs in the order of the table, and never the schemas', () => {
    const after = {
      schemas: [core, enterprise],
      active: false,
      [enterprise]: { department: 'R' },
      displayName: 'Ada',
      userName: 'ada',
    };
    expect(changedAttributes(before, after)).toEqual(['displayName', 'title', 'active', enterprise]);
  });

  test('the order of names is no difference', () => {
    expect(changedAttributes(before, { active: true, title: 'x', userName: 'ada' })).toEqual([]);
    const turned = { ...before, emails: [{ type: 'work', value: 'a' }] };
    expect(changedAttributes({ ...before, emails: [{ value: 'a', type: 'work' }] }, turned)).toEqual([]);
    expect(changedAttributes(before, { ...before, name: {}, emails: [{ value: 'a' }] })).toEqual(['name', 'emails']);
  });

  test('sees extensions that nobody knows come, go and change, in order of name', () => {
    const [a, b, c, d] = ['urn:a', 'urn:b', 'urn:c', 'URN:D'];
    const one = { ...before, [c]: { x: 1 }, [b]: { x: 1 }, [a]: { x: { y: [1], z: 2 } } };
    const other = {
      [d]: { x: 1 },
      [c]: { x: 2 },
      [a]: { x: { z: 2, y: [1] } },
      ...before,
      [enterprise]: { division: 'R' },
    };
    expect(changedAttributes(one, other)).toEqual([enterprise, d, b, c]);
    expect(changedAttributes(other, one)).toEqual([enterprise, d, b, c]);
    expect(changedAttributes(one, { ...one, custom: 1 })).toEqual([]);
  });
});
