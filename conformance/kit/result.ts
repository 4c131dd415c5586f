import type { Case } from './case.ts';
import type { Exchange } from './scim-client.ts';

/** What became of a case. `broken` is a fault of the kit itself, not of the server. */
export type Outcome = 'passed' | 'failed' | 'skipped' | 'broken';

export type Result = {
  readonly case: Omit<Case, 'run'>;
  readonly outcome: Outcome;
  /** Why it failed or was skipped: one sentence or more. */
  readonly reason?: string | undefined;
  /** All that went over the wire, in its order, the clearing away left out. */
  readonly exchanges: readonly Exchange[];
  readonly durationMs: number;
};

/** A whole run. */
export type Report = {
  /** The first base URL. */
  readonly url: string;
  readonly startedAt: Date;
  readonly durationMs: number;
  /** The version of the kit. */
  readonly version: string;
  /** What is wrong with the server as a whole, as a sentence; undefined when it answers as SCIM servers do. */
  readonly verdict?: string | undefined;
  /** What the server says of itself, for the reader: `patch`, `bulk`, … */
  readonly features: readonly string[];
  readonly results: readonly Result[];
};

/** How many cases ended in each way. */
export function countsOf(results: readonly Result[]): Record<Outcome, number> {
  const counts = { passed: 0, failed: 0, skipped: 0, broken: 0 };
  for (const { outcome } of results) counts[outcome] += 1;
  return counts;
}
