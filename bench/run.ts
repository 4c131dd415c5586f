// `npm run bench`: what a request costs here, against the least that it could cost. Options: --quick (a smoke run),
// --json FILE, --profile (CPU profiles of our service instead of the comparison).
import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { memoryOf } from './cpu.ts';
import { answerSizes, type Effort, measure, type Pair, type Result } from './measure.ts';
import { profileWorks } from './profile.ts';
import { type Memory, type Report, reportText } from './report.ts';
import { openStage, type Prepared, prepare, type Stage, startPair } from './stage.ts';
import { coldStarts } from './starts.ts';
import { works } from './works.ts';

type Plan = { readonly sizes: readonly number[]; readonly effort: Effort };

const FULL: Plan = {
  sizes: [5_000, 100_000],
  effort: { requests: 6_000, slices: 6, rounds: 3, warmUp: 12_000, alone: 1_200 },
};
const QUICK: Plan = { sizes: [200], effort: { requests: 50, slices: 1, rounds: 1, warmUp: 10, alone: 10 } };
/** More apart than this, and the contestants do not answer the same. */
const SIZE_TOLERANCE = 0.1;

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    profile: { type: 'boolean', default: false },
  },
});

if (process.platform !== 'linux') throw new Error('the bench reads CPU times from /proc, which only Linux has');
if (!existsSync(fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))))
  throw new Error('run npm run build first');
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const { sizes, effort } = options.quick ? QUICK : FULL;
const stage = await openStage();
try {
  await (options.profile ? profile(stage) : compare(stage));
} finally {
  await stage.stop();
}

async function compare(stage: Stage): Promise<void> {
  const prepared: Prepared[] = [];
  for (const users of sizes) {
    say(`filling in ${users} users`);
    prepared.push(await prepare(stage, users));
  }
  const { results, memory } = await measureAll(stage, prepared);
  say('cold starts');
  const [first] = prepared;
  if (first === undefined) return;
  const report: Report = {
    date: new Date().toISOString().slice(0, 10),
    machine: machineOf(stage),
    results,
    memory,
    starts: await coldStarts(first),
  };
  console.log(
    `\n${options.quick ? 'A smoke run: the bench works, its figures say nothing.\n\n' : ''}${reportText(report)}`,
  );
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
}

async function measureAll(
  { postmaster }: Stage,
  prepared: readonly Prepared[],
): Promise<{ results: Result[]; memory: Memory[] }> {
  const started = await Promise.all(prepared.map((each) => startPair(each)));
  try {
    const before = started.map(({ ours }) => memoryOf(ours.child.pid));
    const results: Result[] = [];
    for (const work of works) {
      say(`  ${work.name}`);
      for (const pair of started) await assertAlike(pair, work);
      results.push(...(await measure(started, postmaster, { work, effort })));
    }
    const memory = started.map(({ users, ours }, index) => ({
      users,
      afterStart: before[index] ?? 0,
      afterLoad: memoryOf(ours.child.pid),
    }));
    return { results, memory };
  } finally {
    await Promise.all(started.map((pair) => pair.stop()));
  }
}

async function assertAlike(pair: Pair, work: (typeof works)[number]): Promise<void> {
  const [floor, ours] = await answerSizes(pair, work);
  if (Math.abs(ours / floor - 1) > SIZE_TOLERANCE)
    throw new Error(`${work.name}: ${floor} bytes from the floor, ${ours} from ours`);
}

async function profile(stage: Stage): Promise<void> {
  const prepared = await prepare(stage, sizes[0] ?? 0);
  await profileWorks(prepared, works, { count: effort.requests * 2, print: (text) => console.log(text) });
}

function machineOf({ version }: Stage): string {
  const [cpu] = cpus();
  return `${cpus().length} cores of ${cpu?.model.trim()}, Linux, Node ${process.versions.node}, PostgreSQL ${version}`;
}

function say(what: string): void {
  console.error(what);
}
