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
  });
});
