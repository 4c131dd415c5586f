import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONCURRENCY } from './load.ts';
import { type Prepared, type Stage, type Started, startPair } from './stage.ts';
import type { Work } from './work.ts';

const TOP = 25;

/** The parts of a V8 CPU profile that are read here. */
type Profile = {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

/** Which works are profiled, with how many requests each. */
type Profiling = {
  readonly works: readonly Work[];
  readonly count: number;
  readonly print: (text: string) => void;
};

/** Prints, for each kind of request, the functions of our service that take the most time. */
export async function profileWorks(stage: Stage, prepared: Prepared, profiling: Profiling): Promise<void> {
  const { works, count, print } = profiling;
  for (const [series, work] of works.entries()) {
    const folder = mkdtempSync(join(tmpdir(), 'drawbridge-profile-'));
    try {
      const pair = await startPair(stage, prepared, profilingInto(folder));
      print(`\n${work.name}\n${await profileWork(pair, work, { count, series, folder })}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function profilingInto(folder: string): string[] {
  return ['--cpu-prof', '--cpu-prof-interval', '200', '--cpu-prof-dir', folder];
}

async function profileWork(
  pair: Started,
  work: Work,
  { count, series, folder }: { count: number; series: number; folder: string },
): Promise<string> {
  const { child, load, house } = pair.ours;
  const even = Math.ceil((count * work.share) / 2) * 2;
  try {
    await load.send({ count: even, concurrency: CONCURRENCY }, (index, lane) =>
      work.request(house, { index, count: even, series, lane }),
    );
  } finally {
    await pair.stop();
  }
  const [file = ''] = readdirSync(folder);
  return topOf(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile, even, child.coldStartMs);
}

/** Wall time in each function itself, in microseconds per request, without the process' start. */
function topOf({ nodes, samples, timeDeltas }: Profile, requests: number, startMs: number): string {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const spent = new Map<string, number>();
  let elapsedMicros = 0;
  for (const [index, id] of samples.entries()) {
    const delta = timeDeltas[index] ?? 0;
    elapsedMicros += delta;
    if (elapsedMicros < startMs * 1000) continue;
    const name = names.get(id) ?? '';
    spent.set(name, (spent.get(name) ?? 0) + delta);
  }
  spent.delete('(idle)');
  const top = [...spent].sort(([, a], [, b]) => b - a).slice(0, TOP);
  return top.map(([name, micros]) => `${(micros / requests).toFixed(1).padStart(8)} µs  ${name}`).join('\n');
}

function nameOf({ functionName, url, lineNumber }: Profile['nodes'][number]['callFrame']): string {
  const place = url.replace(/^.*\/(?:node_modules|dist)\//, '');
  return `${functionName || '(anonymous)'}${place === '' ? '' : ` ${place}:${lineNumber + 1}`}`;
}
