import { type RequestRow, requestRow } from './request-row.rules.ts';
import type { ScimRequestEntry } from './scim-request.ts';

/** A request that waits to be written; a large one as its row already, without what it was made of. */
export type Waiting = {
  readonly entry: ScimRequestEntry;
  readonly row?: RequestRow;
  /** About how many characters it keeps alive. */
  readonly size: number;
};

/** Requests between two flushes, within bounds. */
export type WaitingRequests = {
  /** Takes a request, or counts it as dropped. */
  add(entry: ScimRequestEntry): void;
  /** Takes one back that could not be written now, or counts it as dropped. */
  takeBack(each: Waiting): void;
  /** Gives everything away. */
  take(): readonly Waiting[];
  /** How many were dropped so far. */
  dropped(): number;
};

const MAX_WAITING = 2_000;
const MAX_SIZE = 4 * 1_048_576;
const MAX_NOISE_PER_DIRECTORY = 20;

/** Larger bodies are masked at once (that ends after 8 KB), so that nothing keeps them alive. */
const MAX_BODY_BYTES = 16_384;
const MAX_ANSWER = 4_096;
/** More than is written of the answer to a request that was done. */
const KEPT_OF_ANSWER = 600;
const FIXED_SIZE = 300;

/** A buffer that fills up from the least important on. */
export function waitingRequests(): WaitingRequests {
  let list: Waiting[] = [];
  let size = 0;
  let droppedCount = 0;
  let noise = new Map<string, number>();

  function keep(each: Waiting): boolean {
    const share = shareOf(each.entry);
    if (list.length >= MAX_WAITING * share || size + each.size > MAX_SIZE * share) return drop();
    list.push(each);
    size += each.size;
    return true;
  }

  function drop(): false {
    droppedCount += 1;
    return false;
  }

  function addNoise(entry: ScimRequestEntry): void {
    const heard = noise.get(entry.directory) ?? 0;
    if (heard >= MAX_NOISE_PER_DIRECTORY) drop();
    else if (keep(waitingOf(entry))) noise.set(entry.directory, heard + 1);
  }

  return {
    add(entry) {
      if (isNoise(entry)) addNoise(entry);
      else keep(waitingOf(entry));
    },
    takeBack: (each) => void keep(each),
    take() {
      const taken = list;
      list = [];
      size = 0;
      noise = new Map();
      return taken;
    },
    dropped: () => droppedCount,
  };
}

/** What anybody on the internet, or a client gone wild, can send without end. A few of them tell the story. */
function isNoise({ status }: ScimRequestEntry): boolean {
  return status === 401 || status === 429;
}

/** How much of the buffer it may find full: refusals are what the log is for, and what was merely read is told last. */
function shareOf(entry: ScimRequestEntry): number {
  if (isNoise(entry)) return 1 / 2;
  if (entry.status >= 400) return 1;
  return entry.method === 'GET' ? 1 / 2 : 3 / 4;
}

function waitingOf(entry: ScimRequestEntry): Waiting {
  const { body, answer = '', failure, path } = entry;
  const fixed = FIXED_SIZE + path.length;
  const bytes = body?.bytes ?? 0;
  const isLong = answer.length > MAX_ANSWER;
  if (bytes > MAX_BODY_BYTES || (isLong && failure !== undefined)) {
    const row = requestRow(entry);
    const kept = (row.request_body?.length ?? 0) + (row.answer_body?.length ?? 0) + (row.explanation?.length ?? 0);
    return { entry: { ...entry, body: undefined, answer: undefined, failure: undefined }, row, size: fixed + kept };
  }
  if (!isLong) return { entry, size: fixed + bytes + answer.length };
  return { entry: { ...entry, answer: startOf(answer) }, size: fixed + bytes + KEPT_OF_ANSWER };
}

/** A copy: a slice would keep the whole alive. */
function startOf(text: string): string {
  return Buffer.from(text.slice(0, KEPT_OF_ANSWER)).toString();
}
