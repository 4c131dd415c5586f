import type { Case } from '../../conformance/kit/case.ts';
import type { Outcome, Report, Result } from '../../conformance/kit/result.ts';
import type { Exchange } from '../../conformance/kit/scim-client.ts';

/** Would run, load and break out of wherever it is put without being escaped. */
export const HOSTILE = `</pre></script><script>document.title='taken'</script><img src=x onerror="document.title='taken'">"'&\u0000]]>`;

/** An exchange whose answer holds `body`. */
function exchangeOf(body: string): Exchange {
  return {
    method: 'POST',
    url: `https://scim.example.com/v2/Users?filter=${encodeURIComponent(`userName eq "${body.slice(0, 20)}"`)}`,
    requestHeaders: { authorization: 'Bearer ***', accept: 'application/scim+json' },
    requestBody: JSON.stringify({ userName: body }),
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body },
    durationMs: 12.4,
  };
}

/** A result of its own. */
export function resultOf(
  outcome: Outcome,
  id: string,
  more: Partial<Omit<Case, 'run'>> & Partial<Result> = {},
): Result {
  const { reason, exchanges = [], durationMs = 3, ...one } = more;
  return {
    case: {
      id,
      title: `The title of ${id}`,
      source: 'RFC 7644 §3.3',
      law: `The law of ${id}.`,
      fix: `The fix of ${id}.`,
      ...one,
    },
    outcome,
    reason: reason ?? (outcome === 'passed' ? undefined : `The reason of ${id}.`),
    exchanges,
    durationMs,
  };
}

/** A report with one result of each outcome, one of them full of hostile text. */
export function reportOf(more: Partial<Report> = {}): Report {
  return {
    url: 'https://scim.example.com/v2',
    startedAt: new Date('2026-01-02T03:04:05Z'),
    durationMs: 4_321,
    version: '1.2.3',
    features: ['patch', 'filter'],
    results: [
      resultOf('passed', '7644-3.3-create', { exchanges: [exchangeOf('{"id":"1"}')] }),
      resultOf('failed', '7644-3.4.2.2-filter', {
        source: 'RFC 7644 §3.4.2.2',
        title: HOSTILE,
        law: HOSTILE,
        fix: HOSTILE,
        reason: HOSTILE,
        exchanges: [exchangeOf(HOSTILE), { ...exchangeOf(''), answer: undefined, unreachable: HOSTILE }],
      }),
      resultOf('skipped', '7644-3.7-bulk', { source: 'RFC 7644 §3.7' }),
      resultOf('broken', 'okta-oin-create', { source: 'Okta', client: 'Okta' }),
    ],
    ...more,
  };
}
