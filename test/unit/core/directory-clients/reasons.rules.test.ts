import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AuthenticationReason, explainReason } from '../../../../src/core/directory-clients/reasons.rules.ts';
import { maskText } from '../../../../src/core/scim-requests/mask.rules.ts';

/** Written down a second time on purpose: consumers read these words. */
const reasons = {
  unknown_client: true,
  client_revoked: true,
  secret_wrong: true,
  secret_expired: true,
  secret_revoked: true,
  assertion_malformed: true,
  algorithm_refused: true,
  key_unknown: true,
  signature_wrong: true,
  issuer_wrong: true,
  subject_wrong: true,
  audience_wrong: true,
  tenant_wrong: true,
  expired: true,
  not_yet_valid: true,
  lifetime_too_long: true,
  replayed: true,
  keys_unavailable: true,
} as const satisfies Record<AuthenticationReason, true>;
const names = Object.keys(reasons) as AuthenticationReason[];

describe('explainReason', () => {
  test.each(names)('%s: by name, in a sentence of its own, and what to do', (reason) => {
    const text = explainReason({ reason });
    expect(text).toMatch(new RegExp(`^The client was not let in \\(${reason}\\): [a-z].+\\. [A-Za-z].+\\.$`));
    expect(
      names.filter((other) => explainReason({ reason: other }).replace(`(${other})`, `(${reason})`) === text),
    ).toEqual([reason]);
    expect(text).not.toMatch(/\bundefined\b| {2}/);
  });

  test('shows what was claimed beside what was expected', () => {
    const seen = { claimed: ['a', 'b'], expected: '"c"' };
    expect(explainReason({ reason: 'audience_wrong', seen })).toContain(' It says ["a","b"] and should say "c". ');
    expect(explainReason({ reason: 'issuer_wrong', seen: { claimed: undefined, expected: '"c"' } })).toContain(
      ' It says nothing and should say "c". ',
    );
  });

  test('hides secrets in what was claimed, and cuts it', () => {
    const secret = `drawbridge_client_abcdefgh2345_${'x'.repeat(43)}`;
    const text = (claimed: unknown) => explainReason({ reason: 'subject_wrong', seen: { claimed, expected: '"c"' } });
    expect(text(secret)).not.toContain(secret);
    fc.assert(fc.property(fc.jsonValue(), (claimed) => text(claimed).length < 1_000));
    expect(text('y'.repeat(5_000)).length).toBeLessThan(1_000);
  });

  test.each(names)('%s is not mangled where secrets are masked', (reason) => {
    const text = explainReason({ reason });
    expect(maskText(text, 2_000)).toBe(text);
  });
});
