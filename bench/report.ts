import { cpu, type Result } from './measure.ts';
import { growthTable } from './report-growth.ts';
import { type Column, grouped, table, verdict } from './report-table.ts';
import type { Starts } from './starts.ts';
import type { SyncCell, SyncResult } from './sync.ts';

/** Resident memory of our service in MB. */
export type Memory = { readonly users: number; readonly afterStart: number; readonly afterLoad: number };

/** What was measured; a part that was not asked for is left out. */
export type Report = {
  readonly date: string;
  readonly machine: string;
  readonly results: readonly Result[];
  readonly sync?: SyncResult;
  readonly memory: readonly Memory[];
  readonly starts?: Starts;
};

/** Everything as Markdown tables. */
export function reportText({ date, machine, results, sync, memory, starts }: Report): string {
  const growth = growthTable(results);
  return [
    `${date}, ${machine}`,
    ...(results.length === 0 ? [] : resultTexts(results)),
    ...(growth.length === 1 ? [] : ['Growth from the smaller directory or group to the larger:', table(growth)]),
    ...(sync === undefined ? [] : syncTexts(sync)),
    ...(starts === undefined
      ? []
      : [
          'Memory of our service (resident) and cold start (spawn to the first 200 of /readyz):',
          table(memoryAndStarts(memory, starts)),
        ]),
  ].join('\n\n');
}

function resultTexts(results: readonly Result[]): string[] {
  return [
    'CPU in µs per request (node + PostgreSQL), medians of the rounds; the ratio is the median of those in brackets, one per round:',
    table(costs(results)),
    'Requests per second at 8 in flight, and the time of one alone (p50):',
    table(times(results)),
  ];
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

function syncTexts({ plan, floor, ours, ratio, budget }: SyncResult): string[] {
  const { users, groups, patches, members, concurrency } = plan;
  const ratios = ours.map(({ elapsedMs }, round) => (elapsedMs / (floor[round]?.elapsedMs ?? Number.NaN)).toFixed(2));
  return [
    `Initial sync into an empty directory: ${grouped(users)} × (filter by userName, create), ${groups} groups × (create, ${patches} × PATCH of ${members} members), ${concurrency} at once:`,
    table([
      ['what', 'floor', 'ours', 'ratio', 'budget', 'verdict'],
      [
        'wall time of each round, s',
        floor.map(seconds).join(' '),
        ours.map(seconds).join(' '),
        `${ratio.toFixed(2)} (${ratios.join(' ')})`,
        `≤ ${budget}`,
        verdict(ratio, budget),
      ],
      [
        'CPU (node + PostgreSQL) of all rounds, s',
        cpuSeconds(floor),
        cpuSeconds(ours),
        cpuRatio(ours, floor),
        '–',
        '–',
      ],
    ]),
  ];
}

function seconds({ elapsedMs }: SyncCell): string {
  return (elapsedMs / 1000).toFixed(2);
}

function totalOf(cells: readonly SyncCell[], key: 'node' | 'database'): number {
  return cells.reduce((total, cell) => total + cell[key], 0) / 1e6;
}

function cpuSeconds(cells: readonly SyncCell[]): string {
  const [node, database] = [totalOf(cells, 'node'), totalOf(cells, 'database')];
  return `${node.toFixed(1)} + ${database.toFixed(1)} = ${(node + database).toFixed(1)}`;
}

function cpuRatio(ours: readonly SyncCell[], floor: readonly SyncCell[]): string {
  const all = (cells: readonly SyncCell[]) => totalOf(cells, 'node') + totalOf(cells, 'database');
  return (all(ours) / all(floor)).toFixed(2);
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
