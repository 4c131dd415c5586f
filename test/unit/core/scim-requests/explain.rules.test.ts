import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain, type Refused, type RefusedCode } from '../../../../src/core/scim-requests/explain.rules.ts';
import { clients } from '../../../../src/core/scim-requests/fingerprint.rules.ts';
import { refusalCodes } from '../../../../src/platform/refusal.ts';

const codes: readonly RefusedCode[] = [...refusalCodes, 'method_not_allowed', 'unavailable', 'internal'];

const DETAIL = 'userName is required. Send it as a non-empty string.';

const refused = (more: Partial<Refused> = {}): Refused => ({
  code: 'invalid_value',
  status: 400,
  detail: DETAIL,
  method: 'POST',
  resource: 'Users',
  client: 'other',
  ...more,
});

/** Codes whose detail says nothing that the explanation does not say better. */
const WITHOUT_DETAIL: readonly RefusedCode[] = [
  'unauthenticated',
  'not_found',
  'version_mismatch',
  'rate_limited',
  'unavailable',
  'internal',
];

describe('explain', () => {
  test.each(codes)('%s: whole sentences, for every client, method and resource', (code) => {
    for (const client of clients) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        for (const resource of ['Users', 'groups', 'Bulk', '.search', 'Me', '']) {
          const text = explain(refused({ code, client, method, resource }));
          expect(text).toMatch(/^[A-Za-z].*[.]$/);
          expect(text).not.toMatch(/undefined|null|\s\s|\.\.|\{|\}/);
          expect(text.length).toBeGreaterThan(40);
          expect(text.length).toBeLessThan(500);
        }
      }
    }
  });

  test.each(codes)('%s: says what the client was told, where that says what to change', (code) => {
    const text = explain(refused({ code, field: 'members' }));
    if (code === 'not_found' || !WITHOUT_DETAIL.includes(code)) expect(text).toContain(DETAIL);
    else expect(text).not.toContain(DETAIL);
  });

  test('every code is explained in its own words', () => {
    const texts = codes.map((code) => explain(refused({ code })));
    // The three of paging differ by their details.
    const paging = ['expired_cursor', 'invalid_count'];
    expect(new Set(texts).size).toBe(codes.length - paging.length);
  });

  test.each<[string, Partial<Refused>, string[]]>([
    ['401 for Okta', { code: 'unauthenticated', client: 'okta' }, ['Provisioning > Integration', 'API token']],
    [
      '401 for Entra ID',
      { code: 'unauthenticated', client: 'entra' },
      ['Provisioning > Admin Credentials', 'Secret Token', 'Test Connection'],
    ],
    ['401 for Google', { code: 'unauthenticated', client: 'google' }, ['Autoprovisioning', 'access token']],
    ['401 for JumpCloud', { code: 'unauthenticated', client: 'jumpcloud' }, ['JumpCloud']],
    ['401 for nobody known', { code: 'unauthenticated' }, ['the identity provider']],
    ['403 for a write', { code: 'forbidden', method: 'PATCH', client: 'okta' }, ['Changing a user', 'API token']],
    [
      '404 of a user',
      { code: 'not_found', client: 'okta' },
      ['The user is not in this directory', 'assign the person'],
    ],
    ['404 of a group', { code: 'not_found', resource: 'GROUPS' }, ['The group is not in this directory']],
    ['404 of an address', { code: 'not_found', resource: 'User', client: 'entra' }, ['Tenant URL']],
    ['404 of a member', { code: 'not_found', resource: 'Groups', field: 'members[0].value' }, ['names somebody']],
    [
      '404 of a manager',
      { code: 'not_found', field: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager' },
      ['names somebody'],
    ],
    ['409 for Okta', { code: 'conflict', client: 'okta' }, ['Creating a user', 'Dashboard > Tasks']],
    ['409 for Entra ID', { code: 'conflict', client: 'entra' }, ['Provision on demand']],
    ['400 filter for Okta', { code: 'invalid_filter', client: 'okta' }, ['The search', 'userName']],
    ['400 value for Entra ID', { code: 'invalid_value', client: 'entra' }, ['Provisioning > Mappings']],
    ['429 for Okta', { code: 'rate_limited', client: 'okta' }, ['Nothing is lost', 'Okta pauses']],
    ['429 for others', { code: 'rate_limited' }, ['Retry-After']],
    ['405', { code: 'method_not_allowed', method: 'PUT' }, ['PUT does not exist']],
    ['500', { code: 'internal' }, ['Nothing is known to be wrong in the identity provider']],
    ['DELETE', { method: 'DELETE' }, ['Deleting a user was refused']],
    ['Bulk', { resource: 'Bulk' }, ['The request was refused']],
    ['.search', { resource: '.search', code: 'forbidden' }, ['The search was refused']],
  ])('%s names the place', (_title, more, parts) => {
    for (const part of parts) expect(explain(refused(more))).toContain(part);
  });

  test('no advice about tokens where reading was forbidden', () => {
    expect(explain(refused({ code: 'forbidden', method: 'GET', client: 'okta' }))).toBe(
      `Reading a user was refused. ${DETAIL}`,
    );
    expect(explain(refused({ code: 'forbidden', method: 'POST', resource: '.search', client: 'okta' }))).toBe(
      `The search was refused. ${DETAIL}`,
    );
  });

  test('is bounded, whatever the detail', () => {
    const details = fc.tuple(fc.string(), fc.nat(5_000)).map(([text, length]) => text.padEnd(length, 'x'));
    fc.assert(
      fc.property(fc.constantFrom(...codes), details, (code, detail) => {
        expect(explain(refused({ code, detail })).length).toBeLessThan(1_000);
      }),
    );
  });
});
