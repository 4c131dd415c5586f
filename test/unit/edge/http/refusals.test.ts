import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { problem } from '../../../../src/edge/http/problem.ts';
import { failureOf, MethodNotAllowed, statusOf } from '../../../../src/edge/http/refusals.ts';
import { scimError } from '../../../../src/edge/scim/refusals.ts';
import { Outage } from '../../../../src/platform/database/faults.ts';
import { Refusal, refusalCodes } from '../../../../src/platform/refusal.ts';

const lines: string[] = [];
const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
const about = { log, requestId: 'r-1' };

beforeEach(() => void lines.splice(0));

/** The scimTypes of RFC 7644 §3.12, table 9, and of RFC 9865 §2.1. */
const SCIM_TYPES = [
  'invalidFilter',
  'tooMany',
  'uniqueness',
  'mutability',
  'invalidSyntax',
  'invalidPath',
  'noTarget',
  'invalidValue',
  'invalidVers',
  'sensitive',
  'invalidCursor',
  'expiredCursor',
  'invalidCount',
];

describe('a refusal', () => {
  test.each(refusalCodes)('%s has the same status at every door, and the log stays quiet', (code) => {
    const failure = failureOf(new Refusal(code, 'Say it.', { field: 'a.b', privately: 'private words' }), about);
    const [scim, rest] = [scimError(failure), problem(failure, 'r-1')];
    expect(statusOf[code]).toBeGreaterThanOrEqual(400);
    expect(statusOf[code] < 500 || statusOf[code] === 501).toBe(true);
    expect([scim.status, rest.status]).toEqual([statusOf[code], statusOf[code]]);
    expect(JSON.parse(rest.body ?? '')).toEqual({
      type: `urn:drawbridge:problem:${code}`,
      title: code.replaceAll('_', ' '),
      status: statusOf[code],
      detail: 'Say it.',
      code,
      field: 'a.b',
      requestId: 'r-1',
    });
    expect(`${scim.body}${rest.body}`).not.toContain('private words');
    expect(lines).toEqual([]);
  });

  test.each(refusalCodes)('%s is a SCIM Error (RFC 7644 §3.12)', (code) => {
    const { scimType, ...error } = JSON.parse(scimError(failureOf(new Refusal(code, 'Say it.'), about)).body ?? '');
    expect(error).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: `${statusOf[code]}`,
      detail: 'Say it.',
    });
    const isNamed = statusOf[code] === 400 || statusOf[code] === 409;
    expect(SCIM_TYPES.includes(scimType)).toBe(isNamed);
    expect(scimType === undefined).toBe(!isNamed);
  });

  test('to somebody too quick says when to come again, in whole seconds', () => {
    const refusal = new Refusal('rate_limited', 'Later.', { retryAfterSeconds: 3 });
    expect(failureOf(refusal, about)).toMatchObject({ status: 429, headers: { 'Retry-After': '3' } });
  });

  test('to somebody unknown says how to log in', () => {
    expect(failureOf(new Refusal('unauthenticated', 'Who?'), about).headers).toEqual({
      'WWW-Authenticate': 'Bearer realm="drawbridge"',
    });
  });
});

describe('anything else', () => {
  test('an outage is 503 with Retry-After in whole seconds, and is logged', () => {
    const { status, code, headers, detail } = failureOf(new Outage('connection terminated'), about);
    expect({ status, code }).toEqual({ status: 503, code: 'unavailable' });
    expect(headers['Retry-After']).toMatch(/^[1-9]\d*$/);
    expect(detail).toContain('r-1');
    expect(detail).not.toContain('terminated');
    expect(lines).toHaveLength(1);
  });

  test.each([new Error('select secret from x'), new TypeError('undefined'), 'a string', undefined, null])(
    'our bug is 500, tells nothing and is logged with the request: %s',
    (error) => {
      const failure = failureOf(error, about);
      expect(failure).toMatchObject({
        status: 500,
        code: 'internal',
        detail: 'Something went wrong on our side. (request r-1)',
      });
      expect(scimError(failure).body).not.toContain('scimType');
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ requestId: 'r-1', level: 50 });
    },
  );

  test('a wrong method is 405 and names the right ones', () => {
    const failure = failureOf(new MethodNotAllowed(['GET', 'POST']), about);
    expect(failure).toMatchObject({
      status: 405,
      headers: { Allow: 'GET, POST' },
      detail: 'This address answers GET, POST only.',
    });
    expect(JSON.parse(scimError(failure).body ?? '')).toMatchObject({ status: '405' });
  });
});
