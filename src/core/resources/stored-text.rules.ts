import type { Canonical } from './codec.rules.ts';
import { ResourceFault } from './fault.rules.ts';

const MAX_BYTES = 262_144;

/** A canonical resource as the text that is stored. Throws ResourceFault too_large above 256 KiB. */
export function storedText(canonical: Canonical): string {
  assertLight(canonical);
  const text = JSON.stringify(canonical);
  // A UTF-16 unit is at most three bytes of UTF-8; the exact length is asked for only where it could matter.
  if (text.length * 3 > MAX_BYTES && new TextEncoder().encode(text).length > MAX_BYTES) throw tooHeavy();
  return text;
}

/** Refuses, before it is written out, what is certainly too long: a PATCH can put one text into many places. */
export function assertLight(value: unknown): void {
  if (spareAfter(value, MAX_BYTES) < 0) throw tooHeavy();
}

/** What is left of `spare` when each text costs its length and each value one: never more than it costs as JSON. */
function spareAfter(value: unknown, spare: number): number {
  if (spare < 0) return spare;
  if (typeof value === 'string') return spare - value.length - 1;
  if (typeof value !== 'object' || value === null) return spare - 1;
  let left = spare - 1;
  for (const each of Object.values(value)) left = spareAfter(each, left);
  return left;
}

function tooHeavy(): ResourceFault {
  return new ResourceFault(
    'too_large',
    `The resource is longer than ${MAX_BYTES / 1_024} KiB as JSON. Send fewer or shorter values.`,
  );
}
