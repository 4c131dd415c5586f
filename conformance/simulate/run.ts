import { Failed } from '../kit/failed.ts';
import type { Clock } from './clock.ts';
import { GaveUp, persist } from './persist.ts';
import type { SimulationProgress } from './report.ts';
import { type Job, runJobs } from './schedule.ts';
import type { Watch } from './watch.ts';

/** A piece of work that is done again when the server was away. */
export type Work = {
  readonly touches: Job['touches'];
  /** Who or what it is about, for the sentence when it fails. */
  readonly subject: () => string;
  /** Throws Failed and Unreachable. */
  readonly attempt: () => Promise<void>;
};

/** What the phases of a simulation have in common. */
export type Run = {
  readonly failures: string[];
  readonly resends: Record<string, number>;
  /** Whether the server has been given up. */
  isAway(): boolean;
  /** Says how far a phase is. */
  tell(phase: SimulationProgress['phase'], counts: readonly [done: number, total: number]): void;
  /** Does all of these, as many at once as there may be, and tells how far it is. With a signal it may be stopped. */
  phase(name: SimulationProgress['phase'], works: readonly Work[], signal?: AbortSignal): Promise<void>;
};

export type RunOptions = {
  readonly concurrency: number;
  readonly speed?: number | undefined;
  readonly clock: Clock;
  readonly watch: Watch;
  readonly onProgress?: ((progress: SimulationProgress) => void) | undefined;
};

/** So many in a row that come to no end, and the rest is not tried: each would go on for more than a minute. */
const MAX_GIVEN_UP = 3;

/** Opens a run. */
export function openRun({ concurrency, speed, clock, watch, onProgress }: RunOptions): Run {
  const failures: string[] = [];
  const resends: Record<string, number> = {};
  const away = new AbortController();
  let givenUp = 0;
  let resent = 0;
  const onResend = (reason: string): void => {
    resent += 1;
    resends[reason] = (resends[reason] ?? 0) + 1;
  };

  async function ended({ attempt, subject }: Work, signal: AbortSignal): Promise<void> {
    try {
      await persist(attempt, { watch, clock, signal, onResend });
      givenUp = 0;
    } catch (error) {
      if (!(error instanceof Failed || error instanceof GaveUp)) throw error;
      failures.push(`${subject()}: ${error.message}`);
      if (error instanceof Failed || signal.aborted) return;
      givenUp += 1;
      if (givenUp < MAX_GIVEN_UP) return;
      failures.push('The server does not come back: the rest was not tried.');
      away.abort();
    }
  }

  function tell(phase: SimulationProgress['phase'], [done, total]: readonly [number, number]): void {
    onProgress?.({ phase, done, total, resends: resent, failures: failures.length });
  }

  return {
    failures,
    resends,
    isAway: () => away.signal.aborted,
    tell,
    async phase(name, works, stop) {
      const signal = stop === undefined ? away.signal : AbortSignal.any([away.signal, stop]);
      let done = 0;
      const jobs = works.map((work) => ({
        touches: work.touches,
        async run() {
          await ended(work, signal);
          done += 1;
          tell(name, [done, works.length]);
        },
      }));
      tell(name, [0, works.length]);
      await runJobs(jobs, { concurrency, perSecond: speed, signal, clock });
    },
  };
}
