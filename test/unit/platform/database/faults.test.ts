import { describe, expect, test } from 'vitest';
import { faultOf, MissingReference, Outage, UniqueViolation } from '../../../../src/platform/database/faults.ts';

const thrown = (more: object, message = 'x') => Object.assign(new Error(message), more);

describe('faultOf', () => {
  test.each([
    { code: '23505', constraint: 'users_key' },
    { code: 'P2002', meta: { driverAdapterError: { cause: { constraint: { index: 'users_key' } } } } },
  ])('a unique violation names its constraint: %j', (more) => {
    const error = thrown(more);
    expect(faultOf(error)).toMatchObject({ name: 'UniqueViolation', constraint: 'users_key', cause: error });
    expect(faultOf(error)).toBeInstanceOf(UniqueViolation);
  });

  test.each([
    { code: '23503', constraint: 'users_fkey' },
    { code: 'P2003', meta: { driverAdapterError: { cause: { constraint: { index: 'users_fkey' } } } } },
  ])('so does a missing reference: %j', (more) => {
    expect(faultOf(thrown(more))).toBeInstanceOf(MissingReference);
    expect(faultOf(thrown(more))).toMatchObject({ constraint: 'users_fkey' });
  });

  test.each([
    '08006',
    '53300',
    '57P01',
    '57P03',
    '25P03',
    '55P03',
    '57014',
    '40001',
    '40P01',
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
  ])('%s is an outage: the request may be right', (code) => expect(faultOf(thrown({ code }))).toBeInstanceOf(Outage));

  test.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Client was closed and is not queryable',
  ])('so is %j without a code', (message) => expect(faultOf(thrown({}, message))).toBeInstanceOf(Outage));

  test.each(['42601', '42501', '22P02', '23502', '23514', '42P01', '25006'])(
    '%s is our bug and stays what it is',
    (code) => {
      const error = thrown({ code });
      expect(faultOf(error)).toBe(error);
    },
  );

  test('an SQL error that speaks of a timeout is still our bug', () => {
    const error = thrown({ code: '42601' }, 'syntax error at or near "timeout"');
    expect(faultOf(error)).toBe(error);
  });

  test.each([undefined, null, 'x', 7, { code: '23505' }])('%j, which is no Error, stays what it is', (value) => {
    expect(faultOf(value)).toBe(value);
  });
});
