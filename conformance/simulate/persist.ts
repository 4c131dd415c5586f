import { Failed, Unreachable } from '../kit/failed.ts';
import type { Clock } from './clock.ts';
import type { Watch, Watched } from './watch.ts';

const MAX_RESENDS = 20;
const FIRST_WAIT_MS = 200;
const MAX_WAIT_MS = 5_000;

/** It was tried again and again, and did not come to an end. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp';
}

export type Persistence = {
  readonly watch: Watch;
  readonly clock: Clock;
  /** Ends the trying. */
  readonly signal?: AbortSignal | undefined;
  /** Told, before each new try, why there is one. */
  readonly onResend: (reason: string) => void;
};

/**
 * Does something, and does it again from its start while the server cannot be asked, fails or has too much to do, as
 * an identity provider does in its next cycle. Throws GaveUp in the end, and Failed for what another try cannot mend.
 */
export async function persist<T>(attempt: () => Promise<T>, options: Persistence): Promise<T> {
  const { watch, clock, signal, onResend } = options;
  let wasLost = false;
  for (let resends = 0; ; resends += 1) {
    const ended = await watch.during(attempt);
    if (ended.isDone) return ended.value;
    const reason = reasonToResend(ended, wasLost);
    if (reason === undefined) throw ended.error;
    if (resends === MAX_RESENDS || signal?.aborted === true) throw new GaveUp(sentenceOf(ended.error, resends));
    wasLost = ended.error instanceof Unreachable;
    onResend(reason);
    await clock.sleep(Math.min(FIRST_WAIT_MS * 2 ** resends, MAX_WAIT_MS), signal);
  }
}

function reasonToResend(
  { error, statuses }: Watched<unknown> & { isDone: false },
  wasLost: boolean,
): string | undefined {
  if (error instanceof Unreachable) return error.message;
  if (!(error instanceof Failed)) return undefined;
  // The client has waited for a 429 that others followed.
  const passing = statuses.find((status, index) => status >= 500 || (status === 429 && index === statuses.length - 1));
  if (passing !== undefined) return `answered with ${passing}`;
  // The request whose answer was lost may have been under way until now, and have been met by this try.
  return wasLost ? 'refused right after an answer was lost' : undefined;
}

function sentenceOf(error: unknown, resends: number): string {
  const words = error instanceof Error ? error.message : String(error);
  return `${words} (${resends === 0 ? 'not tried again' : `tried again ${resends} times`})`;
}
