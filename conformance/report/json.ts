import { countsOf, type Report } from '../kit/result.ts';

/** The report as JSON, for programs: everything that the page shows. */
export function jsonReport({ results, startedAt, ...report }: Report): string {
  const cases = results.map(({ case: { needs = [], ...one }, ...result }) => ({ ...one, needs, ...result }));
  return `${JSON.stringify({ ...report, startedAt: startedAt.toISOString(), counts: countsOf(results), cases }, null, 2)}\n`;
}
