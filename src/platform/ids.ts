import { randomBytes, randomUUID } from 'node:crypto';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SHORT_ID_ALPHABET = '23456789abcdefghijkmnpqrstuvwxyz';

const COUNTER_END = 0x1000;
let lastMs = 0;
let counter = 0;

/**
 * A new UUIDv7 (RFC 9562 §5.7) in lower case. Ids made by one process sort in the order they were made: rand_a counts
 * within the millisecond (§6.2, method 1), the 62 bits behind it are random. A hot path: Node's own UUIDs are pooled.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    counter = 0;
  } else {
    counter += 1;
    if (counter === COUNTER_END) {
      lastMs += 1;
      counter = 0;
    }
  }
  const time = lastMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}${randomUUID().slice(18)}`;
}

/** Whether `claimed` has the shape of an id that we mint. Anything else can name nothing of ours. */
export function isId(claimed: string): boolean {
  return ID.test(claimed);
}

/** Twelve random characters (60 bits) for addresses and secrets: lower case, no `_`, no look-alikes. */
export function newShortId(): string {
  let id = '';
  for (const byte of randomBytes(12)) id += SHORT_ID_ALPHABET[byte % 32];
  return id;
}
