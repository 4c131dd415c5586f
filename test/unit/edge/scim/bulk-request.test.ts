import { describe, expect, it } from 'vitest';
import { type BulkOperation, MAX_BULK_OPERATIONS, readBulk } from '../../../../src/edge/scim/bulk-request.ts';
import { Refusal } from '../../../../src/platform/refusal.ts';

const BASE = 'https://id.example/scim/v2/abc';
const ADA = { userName: 'ada@corp.example' };

const read = (...Operations: unknown[]): readonly BulkOperation[] => readBulk({ Operations }, BASE).operations;

function refusal(body: unknown): unknown {
  try {
    readBulk(body, BASE);
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.detail];
    throw error;
  }
  return undefined;
}

/** The code and the detail of what is wrong with the last of the operations. */
function faultOf(...Operations: unknown[]): unknown {
  const last = read(...Operations).at(-1);
  return last !== undefined && 'fault' in last ? [last.fault.code, last.fault.detail] : last;
}

describe('readBulk', () => {
  it('reads the four methods, in any case, with keys in any case', () => {
    const operations = read(
      { method: 'post', bulkId: 'a', path: '/Users', data: ADA },
      { METHOD: 'Put', PATH: '/users/1', DATA: ADA, VERSION: 'W/"1"', BULKID: 'b' },
      { Method: 'PATCH', Path: 'groups/2/', Data: { Operations: [] }, version: '' },
      { method: 'delete', path: `${BASE}/Groups/3?x=y`, data: 'ignored' },
    );
    const none = { bulkId: undefined, version: undefined };
    expect(operations).toEqual([
      { ...none, method: 'POST', bulkId: 'a', target: { collection: '/Users', id: undefined }, data: ADA },
      { method: 'PUT', bulkId: 'b', target: { collection: '/Users', id: '1' }, data: ADA, version: 'W/"1"' },
      { ...none, method: 'PATCH', target: { collection: '/Groups', id: '2' }, data: { Operations: [] } },
      { ...none, method: 'DELETE', target: { collection: '/Groups', id: '3' }, data: undefined },
    ]);
  });

  it('reads the version of everything but POST', () => {
    const [post] = read({ method: 'POST', bulkId: 'a', path: '/Users', data: ADA, version: 'W/"1"' });
    expect(post).toMatchObject({ version: undefined });
  });

  it('reads an id as an address has it, and a reference as it stands', () => {
    const ids = ['/Users/a%2Fb', '/Users/%E0%A4%A', '/Users/bulkId:a/b?c%20', '/Users/bulkId%3Aq'].map((path) => {
      const [operation] = read({ method: 'DELETE', path });
      return operation?.target?.id;
    });
    expect(ids).toEqual(['a/b', '%E0%A4%A', 'bulkId:a/b?c%20', 'bulkId:q']);
  });

  it('takes an address of its own base only', () => {
    const other = 'https://id.example/scim/v2/abcd/Users/1';
    expect(faultOf({ method: 'DELETE', path: other })).toEqual(['not_found', expect.stringContaining(other)]);
    expect(faultOf({ method: 'DELETE', path: `${BASE}Users/1` })).toMatchObject(['not_found', {}]);
    expect(faultOf({ method: 'DELETE', path: 'https://elsewhere.example/Users/1' })).toMatchObject(['not_found', {}]);
    expect(faultOf({ method: 'POST', bulkId: 'a', path: `${BASE}/Users`, data: ADA })).toMatchObject({
      target: { collection: '/Users', id: undefined },
    });
  });

  it('refuses a body that is no BulkRequest', () => {
    for (const body of [undefined, null, [], 'x', 7, {}, { Operations: [] }, { Operations: {} }, { Operations: null }])
      expect([body, refusal(body)]).toEqual([body, ['malformed', expect.stringMatching(/Operations/)]]);
    expect(refusal({ Operations: [{}], operations: [{}] })).toEqual([
      'malformed',
      'The body has "operations" twice, in different case. Send it once.',
    ]);
  });

  it('SEC-R30 takes 1,000 operations and refuses 1,001, naming the limit', () => {
    const some = (length: number) => ({ Operations: Array.from({ length }, () => ({})) });
    expect(MAX_BULK_OPERATIONS).toBe(1_000);
    expect(readBulk(some(1_000), BASE).operations).toHaveLength(1_000);
    expect(refusal(some(1_001))).toEqual(['too_large', expect.stringMatching(/1001 .* 1000 \(maxOperations\)/)]);
  });

  it('reads failOnErrors', () => {
    const limit = (failOnErrors?: unknown) => readBulk({ Operations: [{}], FailOnErrors: failOnErrors }, BASE);
    expect([undefined, null, 0, 1, 17].map((each) => limit(each).failOnErrors)).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      1,
      17,
    ]);
    for (const failOnErrors of [-1, 1.5, '1', true, [], 1e300])
      expect(refusal({ Operations: [{}], failOnErrors })).toEqual([
        'invalid_value',
        expect.stringMatching(/^failOnErrors must be a whole number/),
      ]);
  });
});

describe('what is wrong with one operation', () => {
  const cases: readonly (readonly [unknown, string, RegExp])[] = [
    [null, 'malformed', /must be an object/],
    [[], 'malformed', /must be an object/],
    ['POST', 'malformed', /must be an object/],
    [{ method: 'DELETE', Method: 'DELETE', path: '/Users/1' }, 'malformed', /"Method" twice/],
    [{ method: 'GET', path: '/Users/1' }, 'malformed', /method must be POST, PUT, PATCH or DELETE, not "GET"/],
    [{ method: 7, path: '/Users/1' }, 'malformed', /not "7"/],
    [{ path: '/Users/1' }, 'malformed', /method must be/],
    [{ method: 'POST', path: '/Users', data: ADA }, 'malformed', /POST without a bulkId/],
    [{ method: 'POST', bulkId: '', path: '/Users', data: ADA }, 'malformed', /POST without a bulkId/],
    [{ method: 'POST', bulkId: 7, path: '/Users', data: ADA }, 'malformed', /bulkId must be a string, not "7"/],
    [{ method: 'POST', bulkId: 'a', data: ADA }, 'malformed', /path must be \/Users or \/Groups/],
    [{ method: 'POST', bulkId: 'a', path: 7, data: ADA }, 'malformed', /path must be/],
    [{ method: 'POST', bulkId: 'a', path: '', data: ADA }, 'malformed', /path must be/],
    [{ method: 'POST', bulkId: 'a', path: '/Users/1', data: ADA }, 'malformed', /must be \/Users without an id/],
    [{ method: 'PUT', path: '/Groups', data: ADA }, 'malformed', /must be \/Groups\/ and an id/],
    [{ method: 'DELETE', path: '/Users?filter=x' }, 'malformed', /must be \/Users\/ and an id/],
    [{ method: 'POST', bulkId: 'a', path: '/Users' }, 'malformed', /POST without data/],
    [{ method: 'PATCH', path: '/Users/1', data: null }, 'malformed', /PATCH without data/],
    [{ method: 'PUT', path: '/Users/1', version: 7, data: ADA }, 'malformed', /version must be a string/],
    [{ method: 'POST', bulkId: 'a', path: '/Bulk', data: { Operations: [] } }, 'malformed', /cannot hold another/],
    [{ method: 'POST', bulkId: 'a', path: '/bulk/1', data: { Operations: [] } }, 'malformed', /cannot hold another/],
    [{ method: 'POST', bulkId: 'a', path: '/Me', data: ADA }, 'not_found', /"\/Me", which a bulk cannot change/],
    [{ method: 'POST', bulkId: 'a', path: '/.search', data: ADA }, 'not_found', /cannot change/],
    [{ method: 'POST', bulkId: 'a', path: '/Users/.search', data: ADA }, 'malformed', /without an id/],
    [{ method: 'DELETE', path: '/Schemas/x' }, 'not_found', /cannot change/],
    [{ method: 'DELETE', path: '/Users/1/2' }, 'not_found', /cannot change/],
    [{ method: 'DELETE', path: '//Users/1' }, 'not_found', /cannot change/],
    [{ method: 'DELETE', path: '/' }, 'not_found', /cannot change/],
    [{ method: 'DELETE', path: '/constructor/1' }, 'not_found', /cannot change/],
  ];

  it('SCIM 5.2.40 stays with that operation, and says what to change', () => {
    for (const [operation, code, detail] of cases) {
      const [fault, other] = [faultOf(operation), read(operation, { method: 'DELETE', path: '/Users/1' })[1]];
      expect([operation, fault]).toEqual([operation, [code, expect.stringMatching(detail)]]);
      expect(fault).toEqual([code, expect.stringMatching(/^Operations\[0\].*\.$/)]);
      expect(other).not.toHaveProperty('fault');
    }
  });

  it('keeps what could be read, for the answer', () => {
    expect(read({ method: 'put', bulkId: 'a', path: '/Users/1' })[0]).toMatchObject({
      method: 'PUT',
      bulkId: 'a',
      target: { collection: '/Users', id: '1' },
    });
    expect(read({ method: 'put', bulkId: 7, path: '/Users/1' })[0]).toMatchObject({ method: 'PUT', bulkId: undefined });
    expect(read({ method: 'get', bulkId: 'a', path: '/Users/1' })[0]).toMatchObject({
      method: undefined,
      bulkId: 'a',
      target: { collection: '/Users', id: '1' },
    });
  });

  it('a bulkId belongs to the first that has it, whatever its method or fault', () => {
    const post = { method: 'POST', bulkId: 'a', path: '/Users', data: ADA };
    const repeated = ['malformed', 'Operations[1] has the bulkId "a" of Operations[0]. Give each operation its own.'];
    expect(faultOf(post, post)).toEqual(repeated);
    expect(faultOf({ method: 'DELETE', bulkId: 'a', path: '/Users/1' }, post)).toEqual(repeated);
    expect(faultOf({ bulkId: 'a' }, post)).toEqual(repeated);
    expect(faultOf(post, { ...post, bulkId: 'A' })).toMatchObject({ bulkId: 'A', method: 'POST' });
    expect(faultOf({ method: 'DELETE', path: '/Users/1' }, { method: 'DELETE', path: '/Users/2' })).toMatchObject({
      bulkId: undefined,
      target: { id: '2' },
    });
  });

  it('shows a huge path in short', () => {
    const [fault] = read({ method: 'DELETE', path: `/${'x'.repeat(1_000_000)}` });
    expect(fault !== undefined && 'fault' in fault && fault.fault.detail.length).toBeLessThan(300);
  });
});
