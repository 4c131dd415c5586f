import { memoryOf } from './cpu.ts';
import { answerSizes, type Effort, measure, type Result, type Trial } from './measure.ts';
import type { Memory } from './report.ts';
import { type Prepared, type Stage, startPair } from './stage.ts';
import type { Work } from './work.ts';

/** More apart than this, and the contestants do not answer the same. */
const SIZE_TOLERANCE = 0.1;

/** Measures works on users one after the other, each on all directories at once; and the service's memory. */
export async function measureUsers(
  stage: Stage,
  prepared: readonly Prepared[],
  { works, effort }: { works: readonly Work[]; effort: Effort },
): Promise<{ results: Result[]; memory: Memory[] }> {
  const started = await Promise.all(prepared.map((each) => startPair(stage, each)));
  try {
    const before = started.map(({ ours }) => memoryOf(ours.child.pid));
    const results: Result[] = [];
    for (const work of works) {
      const trials = started.map((pair) => ({ pair, work }));
      results.push(...(await measureTogether(trials, effort)));
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

/** Measures trials in turns, after seeing that the contestants answer them alike. */
export async function measureTogether(trials: readonly Trial[], effort: Effort): Promise<Result[]> {
  console.error(`  ${[...new Set(trials.map(({ work }) => work.name))].join('; ')}`);
  for (const trial of trials) await assertAlike(trial);
  return measure(trials, effort);
}

async function assertAlike(trial: Trial): Promise<void> {
  const [floor, ours] = await answerSizes(trial);
  if (Math.abs(ours - floor) > floor * SIZE_TOLERANCE)
    throw new Error(`${trial.work.name}: ${floor} bytes from the floor, ${ours} from ours`);
}
