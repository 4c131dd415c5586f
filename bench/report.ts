import { cpu, type Result } from './measure.ts';
import type { Starts } from './starts.ts';

/** Resident memory of our service in MB. */
export type Memory = { readonly users: number; readonly afterStart: number; readonly afterLoad: number };

export type Report = {
  readonly date: string;
  readonly machine: string;
  readonly results: readonly Result[];
  readonly memory: readonly Memory[];
  readonly starts: Starts;
};

/** The growth of the time that one request takes, from the smallest directory to the largest. */
const GROWTH_BUDGET = 1.2;

type Column = readonly string[];

/** Everything as Markdown tables. */
export function reportText({ date, machine, results, memory, starts }: Report): string {
  const isOneSize = results.every(({ users }) => users === results[0]?.users);
  return [
    `${date}, ${machine}`,
    'CPU in µs per request (node + PostgreSQL), medians of the rounds; the ratio is the median of those in brackets, one per round:',
    table(costs(results)),
    'Requests per second at 8 in flight, and the time of one alone (p50):',
    table(times(results)),
    ...(isOneSize ? [] : ['Growth from the smaller directory to the larger:', table(growth(results))]),
    'Memory of our service (resident) and cold start (spawn to the first 200 of /readyz):',
    table(memoryAndStarts(memory, starts)),
  ].join('\n\n');
}

function costs(results: readonly Result[]): Column[] {
  const head = ['work', 'users', 'floor', 'ours', 'ratio', 'budget', 'verdict'];
  return [
    head,
    ...results.map((result) => [
      result.work,
      grouped(result.users),
      sum(result.floor),
      sum(result.ours),
      `${result.ratio.toFixed(2)} (${result.ratios.map((ratio) => ratio.toFixed(2)).join(' ')})`,
      `≤ ${result.budget}`,
      verdict(result.ratio, result.budget),
    ]),
  ];
}

function sum(cell: Result['ours']): string {
  return `${Math.round(cell.node)} + ${Math.round(cell.database)} = ${Math.round(cpu(cell))}`;
}

function times(results: readonly Result[]): Column[] {
  const head = ['work', 'users', 'floor, req/s', 'ours, req/s', 'ratio', 'floor, p50 ms', 'ours, p50 ms'];
  return [
    head,
    ...results.map(({ work, users, floor, ours }) => [
      work,
      grouped(users),
      grouped(Math.round(floor.requestsPerSecond)),
      grouped(Math.round(ours.requestsPerSecond)),
      (ours.requestsPerSecond / floor.requestsPerSecond).toFixed(2),
      floor.p50Ms.toFixed(2),
      ours.p50Ms.toFixed(2),
    ]),
  ];
}

function growth(results: readonly Result[]): Column[] {
  const sizes = results.map(({ users }) => users);
  const [smallest, largest] = [Math.min(...sizes), Math.max(...sizes)];
  const at = (users: number) =>
    new Map(results.filter((each) => each.users === users).map((each) => [each.work, each]));
  const small = at(smallest);
  const rows = [...at(largest).values()].map(({ work, isFlat, floor, ours }) => {
    const { floor: floorBefore = floor, ours: oursBefore = ours } = small.get(work) ?? {};
    const p50 = ours.p50Ms / oursBefore.p50Ms;
    const judged = isFlat ? [`≤ ${GROWTH_BUDGET}`, verdict(p50, GROWTH_BUDGET)] : ['–', '–'];
    const figures = [floor.p50Ms / floorBefore.p50Ms, p50, cpu(floor) / cpu(floorBefore), cpu(ours) / cpu(oursBefore)];
    return [work, ...figures.map((figure) => figure.toFixed(2)), ...judged];
  });
  return [['work', 'p50, floor', 'p50, ours', 'CPU, floor', 'CPU, ours', 'budget (p50)', 'verdict'], ...rows];
}

function memoryAndStarts(memory: readonly Memory[], starts: Starts): Column[] {
  return [
    ['what', 'figure'],
    ...memory.flatMap(({ users, afterStart, afterLoad }) => [
      [`memory after the start, ${grouped(users)} users`, `${afterStart} MB`],
      [`memory after the load, ${grouped(users)} users`, `${afterLoad} MB`],
    ]),
    ['cold start, PostgreSQL, migrations included', `${grouped(Math.round(starts.postgresEmpty))} ms`],
    ['cold start, PostgreSQL, migrated before', `${grouped(Math.round(starts.postgres))} ms`],
    ['cold start, embedded database, made new', `${grouped(Math.round(starts.embeddedEmpty))} ms`],
    ['cold start, embedded database, opened again', `${grouped(Math.round(starts.embedded))} ms`],
  ];
}

/** What is judged is what is printed. */
function verdict(ratio: number, budget: number): string {
  return Number(ratio.toFixed(2)) <= budget ? 'kept' : 'MISSED';
}

function grouped(number: number): string {
  return number.toLocaleString('en-GB');
}

function table(rows: readonly Column[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: Column): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [first = '', ...rest] = rows.map(line);
  return [first, line(widths.map((width) => '-'.repeat(width))), ...rest].join('\n');
}
