import { ResourceFault } from './fault.rules.ts';
import { MAX_KEY_BYTES } from './fold.rules.ts';

/** The key as it is. Throws ResourceFault invalid_value when it is too long for an index. */
export function indexable(key: string, field: string): string {
  // A UTF-16 unit is at most three bytes of UTF-8; the exact length is asked for only where it could matter.
  if (key.length * 3 <= MAX_KEY_BYTES || new TextEncoder().encode(key).length <= MAX_KEY_BYTES) return key;
  throw new ResourceFault('invalid_value', `${field} is longer than ${MAX_KEY_BYTES} bytes. Shorten it.`, field);
}
