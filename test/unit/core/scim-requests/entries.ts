import type { ScimRequestEntry } from '../../../../src/core/scim-requests/scim-request.ts';

let made = 0;

/** A request that was answered with 200, and what is said otherwise. */
export function entryOf(more: Partial<ScimRequestEntry> = {}): ScimRequestEntry {
  made += 1;
  return {
    requestId: `0190f3a1-0000-7000-8000-${made.toString(16).padStart(12, '0')}`,
    at: new Date('2026-01-01T00:00:00.000Z'),
    directory: 'abcdefghijkm',
    method: 'GET',
    path: '/Users',
    status: 200,
    durationMs: 5,
    userAgent: 'Okta SCIM Client 1.0.0',
    tokenId: '0190f3a1-0000-7000-8000-0000000000aa',
    ...more,
  };
}
