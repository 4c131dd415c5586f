import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isStorable } from '../../../../src/core/resources/fold.rules.ts';
import { requestRow } from '../../../../src/core/scim-requests/request-row.rules.ts';
import { entryOf } from './entries.ts';
import { buried, holding, secretText } from './secrets.ts';

/** A SCIM Error as the door writes it. */
const answerOf = (detail: string) => JSON.stringify({ schemas: ['urn:error'], status: '400', detail });
const failureOf = (detail: string, field?: string) => ({ code: 'invalid_value', detail, field }) as const;

describe('requestRow', () => {
  test('has everything of a request that was done, and no explanation', () => {
    const entry = entryOf({
      method: 'POST',
      path: '/Users?attributes=id',
      status: 201,
      durationMs: 12.6,
      body: { json: { userName: 'ada', password: 'hunter2' }, bytes: 40 },
      answer: '{"id":"1"}',
    });
    expect(requestRow(entry)).toEqual({
      id: entry.requestId,
      directory: 'abcdefghijkm',
      at: entry.at,
      method: 'POST',
      path: '/Users?attributes=id',
      status: 201,
      duration_ms: 13,
      client: 'okta',
      user_agent: 'Okta SCIM Client 1.0.0',
      token_id: entry.tokenId,
      request_body: '{"userName":"ada","password":"***"}',
      answer_body: '{"id":"1"}',
      code: null,
      explanation: null,
    });
  });

  test('has nulls for what there was not', () => {
    const row = requestRow(entryOf({ userAgent: undefined, tokenId: null, answer: '', durationMs: -3 }));
    expect(row).toMatchObject({
      user_agent: null,
      token_id: null,
      request_body: null,
      answer_body: null,
      duration_ms: 0,
    });
  });

  test('says what the door knew better than the code', () => {
    const failure = { code: 'unauthenticated', detail: 'No.', explanation: 'The secret has expired.\0' } as const;
    const row = requestRow(
      entryOf({ method: 'POST', path: '/oauth/token', status: 401, failure, answer: '{"error":"x"}' }),
    );
    expect(row).toMatchObject({ path: '/oauth/token', code: 'unauthenticated', answer_body: '{"error":"x"}' });
    expect(row.explanation).toBe('The secret has expired.\ufffd');
  });

  test('masks what a form holds', () => {
    const json = {
      grant_type: 'client_credentials',
      client_id: 'abc',
      client_secret: 'hunter2',
      client_assertion: 'a.b.c',
    };
    const row = requestRow(entryOf({ method: 'POST', path: '/oauth/token', body: { json, bytes: 80 } }));
    const shown = { ...json, client_secret: '***', client_assertion: '***' };
    expect(row.request_body).toBe(JSON.stringify(shown));
  });

  test('explains a refusal, by who asked and for what', () => {
    const detail = 'userName is required. Send it as a non-empty string.';
    const path = '/?aadOptscim062020/Users';
    const row = requestRow(
      entryOf({ method: 'POST', path, status: 400, failure: failureOf(detail), userAgent: undefined }),
    );
    expect(row).toMatchObject({ client: 'entra', code: 'invalid_value' });
    expect(row.explanation).toMatch(
      /^Creating a user was refused\. userName is required\..*Provisioning > Mappings\.$/,
    );
  });

  test('keeps the beginning of what was written or listed, nothing of what was only read, and more of a refusal', () => {
    const kept = `${'x'.repeat(159)}…`;
    expect(requestRow(entryOf({ method: 'POST', answer: 'x'.repeat(600) })).answer_body).toBe(kept);
    expect(requestRow(entryOf({ method: 'GET', answer: `{"id":"1"}` })).answer_body).toBeNull();
    const list = '{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0}';
    expect(requestRow(entryOf({ method: 'GET', answer: list })).answer_body).toBe(list);
    const detail = 'y'.repeat(1_500);
    const refusal = entryOf({ status: 400, answer: answerOf(detail), failure: failureOf(detail) });
    expect(requestRow(refusal).answer_body).toBe(answerOf(detail));
    const longer = 'y'.repeat(3_000);
    const long = entryOf({ status: 400, answer: answerOf(longer), failure: failureOf(longer) });
    expect(requestRow(long).answer_body).toHaveLength(2_000);
  });

  test('keeps 200 characters of a User-Agent, without a token that was put there', () => {
    expect(requestRow(entryOf({ userAgent: 'x'.repeat(500) })).user_agent).toHaveLength(200);
    expect(requestRow(entryOf({ userAgent: 'Bearer hunter2' })).user_agent).toBe('Bearer ***');
  });

  test('shows our sentences about tokens as they are', () => {
    const detail = 'Send a token: Authorization: Bearer …';
    const failure = { code: 'unauthenticated', detail } as const;
    const row = requestRow(entryOf({ status: 401, tokenId: null, answer: answerOf(detail), failure }));
    expect(row.answer_body).toBe(answerOf(detail));
  });

  test('a refusal that quotes a secret does not show it, in the answer or in the explanation', () => {
    for (const [detail, field, path] of [
      ['It must be a string, not "{\\"a\\":\\"hunter2\\"}".', 'password', '/Users'],
      ['The filter cannot be read from "\'hunter2" on.', 'filter', `/Users?filter=password%20eq%20'hunter2`],
      ['Operations[0] must be an object, not "{\\"password\\":\\"hunter2\\"}".', undefined, '/Users/1'],
    ] as const) {
      const entry = entryOf({ path, status: 400, answer: answerOf(detail), failure: failureOf(detail, field) });
      const { answer_body, explanation, path: shown } = requestRow(entry);
      expect(answer_body).toContain('***');
      expect(`${answer_body} ${explanation} ${shown}`).not.toContain('hunter2');
    }
  });

  test('shows the start of a body that was not JSON', () => {
    const row = requestRow(entryOf({ body: { text: '{"password":"hunter2', bytes: 20 } }));
    expect(row.request_body).toBe('{"password":***');
  });

  test('no secret of any body, address or answer is in a row', () => {
    const cases = secretText.chain((secret) => fc.tuple(fc.constant(secret), buried(holding(secret)), fc.boolean()));
    fc.assert(
      fc.property(cases, ([secret, json, isText]) => {
        const text = JSON.stringify(json);
        const row = requestRow(
          entryOf({
            path: `/Users/${encodeURIComponent(`Bearer ${secret}`)}?token=${secret}&filter=password%20eq%20%22${secret}%22`,
            userAgent: `x drawbridge_scim_abcdefghijkm_${secret}`,
            body: isText ? { text: `${text},`, bytes: text.length } : { json, bytes: text.length },
            answer: `{"id":"1","password":"${secret}"}`,
          }),
        );
        expect(JSON.stringify(row)).not.toContain(secret);
      }),
      { numRuns: 1_000 },
    );
  });

  test('every text can be stored, whatever was sent', () => {
    const odd = fc.string({ unit: fc.constantFrom('\0', '\ud800', '😀', 'a', '"', '%00', '%', '\\'), maxLength: 700 });
    fc.assert(
      fc.property(fc.tuple(odd, odd, odd), fc.boolean(), ([one, two, three], isText) => {
        const row = requestRow(
          entryOf({
            path: one,
            userAgent: two,
            directory: three,
            status: 400,
            body: isText ? { text: one, bytes: 1 } : { json: { [one]: two }, bytes: 1 },
            answer: three,
            failure: failureOf(two, one),
          }),
        );
        for (const value of Object.values(row)) if (typeof value === 'string') expect(isStorable(value)).toBe(true);
        if (!isText) JSON.parse(row.request_body ?? '');
      }),
    );
  });
});
