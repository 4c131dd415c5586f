import { cpu, type Result } from './measure.ts';
import { type Column, grouped, MISSED, verdict } from './report-table.ts';

/** The growth of the time that one request takes, from the smallest directory or group to the largest. */
const GROWTH_BUDGET = 1.2;

const HEAD = ['work', 'growth', 'p50, floor', 'p50, ours', 'CPU, floor', 'CPU, ours', 'budget (p50)', 'verdict'];

/** The head alone when nothing was measured in two sizes. */
export function growthTable(results: readonly Result[]): Column[] {
  const ofDirectories = Map.groupBy(results, ({ work }) => work);
  const inGroups = results.filter(({ grows }) => grows !== undefined);
  const ofGroups = Map.groupBy(inGroups, ({ grows, users }) => `${grows?.name}, ${grouped(users)} users`);
  return [
    HEAD,
    ...rowsOf(ofDirectories, ({ users }) => users, 'users'),
    ...rowsOf(ofGroups, ({ grows }) => grows?.members ?? 0, 'members'),
  ];
}

/** Whether the time of something that may not grow has grown too much. */
export function hasGrown(results: readonly Result[]): boolean {
  return growthTable(results).some((row) => row.at(-1) === MISSED);
}

type SizeOf = (result: Result) => number;

function rowsOf(alike: ReadonlyMap<string, readonly Result[]>, sizeOf: SizeOf, unit: string): Column[] {
  return [...alike].flatMap(([what, results]) => {
    const sorted = results.toSorted((a, b) => sizeOf(a) - sizeOf(b));
    const [small, large] = [sorted[0], sorted.at(-1)];
    if (small === undefined || large === undefined || sizeOf(small) === sizeOf(large)) return [];
    return [[what, `${grouped(sizeOf(small))} → ${grouped(sizeOf(large))} ${unit}`, ...figuresOf(small, large)]];
  });
}

function figuresOf(small: Result, large: Result): Column {
  const p50 = large.ours.p50Ms / small.ours.p50Ms;
  const figures = [
    large.floor.p50Ms / small.floor.p50Ms,
    p50,
    cpu(large.floor) / cpu(small.floor),
    cpu(large.ours) / cpu(small.ours),
  ];
  const judged = large.isFlat ? [`≤ ${GROWTH_BUDGET}`, verdict(p50, GROWTH_BUDGET)] : ['–', '–'];
  return [...figures.map((figure) => figure.toFixed(2)), ...judged];
}
