import { createHash } from 'node:crypto';

/** Choices that look like chance and are the same for the same seed, on every machine. */
export type Random = {
  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
};

const BYTES = 6;

/** A source of choices of its own for each seed: the numbers are digests of the seed and a counter. */
export function randomFrom(seed: string): Random {
  let drawn = 0;
  const below = (limit: number): number => {
    drawn += 1;
    return createHash('sha256').update(`${seed}/${drawn}`).digest().readUIntBE(0, BYTES) % limit;
  };
  return {
    below,
    pick: <T>(list: readonly T[]): T => {
      if (list.length === 0) throw new RangeError('There is nothing to pick from.');
      return list[below(list.length)] as T;
    },
  };
}
