import type { Clock } from './clock.ts';

/** A piece of work, and the names of what it must have for itself. */
export type Job = { readonly touches: readonly string[]; readonly run: () => Promise<void> };

export type Pace = {
  /** So many at once. */
  readonly concurrency: number;
  /** At most so many begin in a second; undefined: as many as will. */
  readonly perSecond?: number | undefined;
  /** What has not begun by then never does. */
  readonly signal?: AbortSignal | undefined;
  readonly clock: Clock;
};

/** Runs jobs: those that share something one after the other, as they stand in the list, and others side by side. */
export async function runJobs(jobs: readonly Job[], { concurrency, perSecond, signal, clock }: Pace): Promise<void> {
  const slot = slots(concurrency);
  const turn = turns(perSecond, { signal, clock });
  const last = new Map<string, Promise<void>>();
  const running = jobs.map(({ touches, run }) => {
    const earlier = touches.map((each) => last.get(each) ?? Promise.resolve());
    const done = Promise.all(earlier).then(() =>
      slot(async () => {
        await turn();
        if (signal?.aborted !== true) await run();
      }),
    );
    for (const each of touches) last.set(each, done);
    return done;
  });
  // All of them, even if one throws: nothing may go on behind the caller's back.
  const ends = await Promise.allSettled(running);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Lets so many in at once; the others wait in a queue. */
function slots(count: number): (work: () => Promise<void>) => Promise<void> {
  const waiting: (() => void)[] = [];
  let free = count;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

function turns(perSecond: number | undefined, { signal, clock }: Pick<Pace, 'signal' | 'clock'>): () => Promise<void> {
  if (perSecond === undefined) return async () => undefined;
  let next = clock.now();
  return async () => {
    const now = clock.now();
    const mine = Math.max(now, next);
    next = mine + 1_000 / perSecond;
    if (mine > now) await clock.sleep(mine - now, signal);
  };
}
