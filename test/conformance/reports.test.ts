import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../conformance/report/html.ts';
import { jsonReport } from '../../conformance/report/json.ts';
import { junitReport } from '../../conformance/report/junit.ts';
import { terminalProgress } from '../../conformance/report/terminal.ts';
import { HOSTILE, reportOf } from '../support/conformance-report.ts';

describe('JUnit', () => {
  const xml = junitReport(reportOf());

  it('counts tests, failures, errors and skips, in all and in each suite', () => {
    expect(xml).toMatch(
      /<testsuites name="SCIM conformance of https:\/\/scim\.example\.com\/v2" tests="4" failures="1" errors="1" skipped="1" time="4\.321" timestamp="2026-01-02T03:04:05\.000Z">/,
    );
    expect(xml.match(/<testsuite /g)).toHaveLength(4);
    expect(xml).toContain('<testsuite name="Okta" tests="1" failures="0" errors="1" skipped="0"');
    expect(xml.match(/<testcase /g)).toHaveLength(4);
    expect(xml).toContain('<skipped message="The reason of 7644-3.7-bulk."/>');
    expect(xml).toContain('<error message="The reason of okta-oin-create."/>');
  });

  it('stays XML whatever the server has answered', () => {
    expect(xml).toContain('&lt;/pre&gt;&lt;/script&gt;');
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|<script|<img/);
    const open = xml.match(/<(testsuites|testsuite|testcase|failure)\b[^>]*[^/]>/g)?.length;
    expect(xml.match(/<\/(testsuites|testsuite|testcase|failure)>/g)?.length).toBe(open);
  });
});

describe('JSON', () => {
  it('holds all that the page shows', () => {
    const report = JSON.parse(jsonReport(reportOf({ verdict: 'A verdict.' })));
    expect(report).toMatchObject({
      url: 'https://scim.example.com/v2',
      startedAt: '2026-01-02T03:04:05.000Z',
      version: '1.2.3',
      verdict: 'A verdict.',
      counts: { passed: 1, failed: 1, skipped: 1, broken: 1 },
    });
    expect(report.cases[1]).toMatchObject({
      id: '7644-3.4.2.2-filter',
      outcome: 'failed',
      reason: HOSTILE,
      fix: HOSTILE,
    });
    expect(report.cases[0].exchanges[0]).toMatchObject({ method: 'POST', answer: { status: 200, body: '{"id":"1"}' } });
  });
});

describe('the page', () => {
  it('says what failed first, with the law, the fix and the exchange', () => {
    const page = htmlReport(reportOf());
    const order = ['What failed (2)', 'What was not tried (1)', 'Passed: RFC 7644 §3.3, creating (1)'].map((words) =>
      page.indexOf(words),
    );
    expect(order.every((at) => at > 0)).toBe(true);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(page).toContain('The law of 7644-3.3-create.');
    expect(page).toContain('POST /v2/Users?filter=');
  });

  it('cuts long bodies, those of passed cases early', () => {
    const long = JSON.stringify({ note: 'x'.repeat(50_000) });
    const [passed, failed] = reportOf().results;
    if (!passed?.exchanges[0] || !failed?.exchanges[0]) throw new Error('the report has both');
    const withBody = (result: typeof passed) => ({
      ...result,
      exchanges: [{ ...passed.exchanges[0], answer: { status: 200, headers: {}, body: long } }],
    });
    const sizeOf = (result: typeof passed): number =>
      htmlReport(reportOf({ results: [withBody(result) as typeof passed] })).length;
    expect(sizeOf(failed) - sizeOf(passed)).toBeGreaterThan(15_000);
    expect(sizeOf(failed)).toBeLessThan(40_000);
  });
});

describe('the terminal', () => {
  function toldOf(isLive: boolean): string {
    let text = '';
    const progress = terminalProgress(
      { isLive, write: (more) => void (text += more) },
      { url: 'https://a.example', total: 4 },
    );
    const report = reportOf({ verdict: 'A verdict.' });
    progress.looked({ verdict: 'A verdict.', isHopeless: false, lacks: new Set(['bulk']), offers: ['patch'] });
    for (const result of report.results) progress.ended(result);
    progress.summed(report);
    return text;
  }

  it('tells of failures with what to change, of skips with why, and of the sum', () => {
    const text = toldOf(false);
    for (const words of [
      'A verdict.',
      'not bulk',
      'okta-oin-create',
      'The reason of okta-oin-create.',
      'What to change:',
      '1 skipped: The reason of 7644-3.7-bulk.',
      '1 passed',
      '1 failed',
      '1 could not be judged',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('The title of 7644-3.3-create');
    expect(text).not.toContain('\r');
  });

  it('shows where it is to somebody who looks on', () => {
    expect(toldOf(true)).toMatch(/\r.*3\/4 7644-3\.7-bulk/);
  });
});
