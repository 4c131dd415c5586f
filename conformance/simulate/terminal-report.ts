import { styleText } from 'node:util';
import type { Terminal } from '../report/terminal.ts';
import { groupOperations, type OperationKind, personOperations } from './operation.ts';
import type { SimulationProgress, SimulationReport } from './report.ts';
import { statusClasses } from './watch.ts';

const CLEAR_LINE = '\r\u001b[2K';
/** A line is written again, or a new one where nobody looks on, after so many per cent. */
const LIVE_STEP = 1;
const STEP = 10;
/** So many sentences of a kind are told. */
const MAX_TOLD = 20;

/** Tells how far a simulation is: one line for each phase that is written over, or a line for every tenth. */
export function tellProgress(terminal: Terminal): (progress: SimulationProgress) => void {
  let told = '';
  return ({ phase, done, total, resends, failures }) => {
    const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
    const step = `${phase} ${Math.floor(percent / (terminal.isLive ? LIVE_STEP : STEP))}`;
    if (step === told) return;
    told = step;
    const trouble = [
      ...(resends === 0 ? [] : [`${resends} sent again`]),
      ...(failures === 0 ? [] : [styleText('red', `${failures} failed`)]),
    ];
    const line = [`${phase.padEnd(22)} ${done}/${total}`, ...trouble].join('  ');
    terminal.write(terminal.isLive ? `${CLEAR_LINE}${line}${done === total ? '\n' : ''}` : `${line}\n`);
  };
}

/** The end of a simulation, in lines. */
export function simulationText(report: SimulationReport): string {
  const { operations, undone, durationMs, traffic, failures } = report;
  const statuses = statusClasses
    .filter((each) => traffic.statuses[each] > 0)
    .map((each) => `${traffic.statuses[each]} × ${each}`);
  return [
    '',
    styleText('bold', `${report.variant}, seed ${report.seed}`),
    ...counted('people', operations, personOperations),
    ...counted('groups', operations, groupOperations),
    `  ${traffic.requests} requests in ${seconds(durationMs)}: ${statuses.join(', ')}`,
    ...(traffic.slowest === undefined
      ? []
      : [`  slowest: ${seconds(traffic.slowest.durationMs)} for ${traffic.slowest.request}`]),
    ...resent(report),
    ...(report.isStopped ? ['  stopped before its end'] : []),
    ...(undone === 0 ? [] : [`  ${undone} operations were not done`]),
    ...sentences('What went wrong:', failures),
    ...audit(report),
    ...(traffic.statuses['5xx'] === 0 ? [] : [wrong(`The server answered with 5xx ${traffic.statuses['5xx']} times.`)]),
    ...stays(report),
    '',
  ].join('\n');
}

function resent({ resends }: SimulationReport): string[] {
  const total = Object.values(resends).reduce((sum, count) => sum + count, 0);
  if (total === 0) return [];
  return [
    `  ${total} times an operation was begun again:`,
    ...Object.entries(resends).map(([reason, count]) => `    ${count} × ${reason}`),
  ];
}

function audit({ differences, remaining }: SimulationReport): string[] {
  if (differences === undefined) return [wrong('There was no audit.')];
  if (differences.length > 0)
    return sentences('The audit found on the server something else than the books say:', differences);
  return [`${styleText('green', '✓')} The audit read back ${resources(remaining)}: all are as the books say.`];
}

function stays({ isCleaned, remaining }: SimulationReport): string[] {
  if (isCleaned === true) return ['All that the run has made is removed again.'];
  if (isCleaned === false) return [wrong('Not all that the run has made could be removed again.')];
  if (remaining.active + remaining.inactive + remaining.groups === 0) return [];
  return [
    `${resources(remaining)} stay on the server, to be looked at. A run with --clean removes in the end what it has made.`,
  ];
}

function resources({ active, inactive, groups }: SimulationReport['remaining']): string {
  const people = `${active + inactive} people (${inactive} inactive)`;
  return groups === 0 ? people : `${people} and ${groups} groups`;
}

function sentences(title: string, all: readonly string[]): string[] {
  if (all.length === 0) return [];
  return [
    wrong(title),
    ...all.slice(0, MAX_TOLD).map((each) => `    ${each}`),
    ...(all.length > MAX_TOLD ? [`    … and ${all.length - MAX_TOLD} more`] : []),
  ];
}

function wrong(words: string): string {
  return `${styleText('red', '✗')} ${words}`;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}

function counted(
  what: string,
  operations: SimulationReport['operations'],
  names: Readonly<Partial<Record<OperationKind, string>>>,
): string[] {
  const parts = (Object.keys(names) as OperationKind[])
    .filter((kind) => operations[kind] !== undefined)
    .map((kind) => `${operations[kind]} ${names[kind]}`);
  return parts.length === 0 ? [] : [`  ${what}: ${parts.join(', ')}`];
}
