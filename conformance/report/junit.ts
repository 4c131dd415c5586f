import { countsOf, type Report, type Result } from '../kit/result.ts';
import { sectionOf } from './sections.ts';

/** The report as JUnit XML, as CI servers read it: one suite for each section or client. */
export function junitReport({ url, durationMs, results, startedAt }: Report): string {
  const suites = [...Map.groupBy(results, (result) => sectionOf(result.case))];
  const attributes = `${counted(results)} time="${seconds(durationMs)}" timestamp="${startedAt.toISOString()}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="SCIM conformance of ${escaped(url)}" ${attributes}>`,
    ...suites.map(([section, inside]) => suite(section, inside)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(section: string, results: readonly Result[]): string {
  const durationMs = results.reduce((sum, result) => sum + result.durationMs, 0);
  return [
    `  <testsuite name="${escaped(section)}" ${counted(results)} time="${seconds(durationMs)}">`,
    ...results.map(testCase),
    '  </testsuite>',
  ].join('\n');
}

function testCase({ case: one, outcome, reason = '', durationMs }: Result): string {
  const { id, title, fix } = one;
  const opening = `    <testcase classname="${escaped(sectionOf(one))}" name="${escaped(`${id}: ${title}`)}" time="${seconds(durationMs)}"`;
  if (outcome === 'passed') return `${opening}/>`;
  const message = `message="${escaped(reason)}"`;
  const inside = {
    failed: `<failure ${message}>${escaped(`${reason}\nWhat to change: ${fix}`)}</failure>`,
    broken: `<error ${message}/>`,
    skipped: `<skipped ${message}/>`,
  }[outcome];
  return `${opening}>${inside}</testcase>`;
}

function counted(results: readonly Result[]): string {
  const { failed, broken, skipped } = countsOf(results);
  return `tests="${results.length}" failures="${failed}" errors="${broken}" skipped="${skipped}"`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML 1.0 cannot hold at all (§2.2) becomes a replacement character. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
    .replaceAll('\n', '&#10;');
}
