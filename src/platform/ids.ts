import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SHORT_ID_ALPHABET = '23456789abcdefghijkmnpqrstuvwxyz';

/** A new UUIDv7 (RFC 9562 §5.7) in lower case; ids made by one process sort in the order they were made. */
export function newId(): string {
  return v7();
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
