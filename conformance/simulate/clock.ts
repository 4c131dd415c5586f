import { setTimeout as timer } from 'node:timers/promises';

/** Time, so that tests need not wait for it. */
export type Clock = {
  /** Milliseconds since some moment. */
  now(): number;
  /** Comes back after so many milliseconds, or as soon as the signal says so. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

/** The clock on the wall. */
export const realClock: Clock = {
  now: () => performance.now(),
  async sleep(ms, signal) {
    await timer(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      if (signal?.aborted !== true) throw error;
    });
  },
};
