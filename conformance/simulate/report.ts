import type { OperationKind } from './operation.ts';
import type { Traffic } from './watch.ts';

/** What the books say is on the server in the end. */
export type Remaining = { readonly active: number; readonly inactive: number; readonly groups: number };

/** What became of a simulation. `isStopped`: somebody has ended it early. */
export type SimulationReport = {
  /** The name of the variant. */
  readonly variant: string;
  readonly seed: number;
  readonly durationMs: number;
  /** How many operations came to a good end, by kind. */
  readonly operations: Readonly<Partial<Record<OperationKind, number>>>;
  /** How many did not: they failed, needed what had failed before, or were not begun when the run was stopped. */
  readonly undone: number;
  readonly traffic: Traffic;
  /** How often an operation was begun again, by the reason. */
  readonly resends: Readonly<Record<string, number>>;
  /** What the client would report to its administrator. */
  readonly failures: readonly string[];
  /** What the audit found: where the server has something else than the books. Undefined when there was no audit. */
  readonly differences: readonly string[] | undefined;
  readonly remaining: Remaining;
  readonly isStopped: boolean;
  /** Whether all that was made has been removed again; undefined when that was not asked for. */
  readonly isCleaned?: boolean | undefined;
  /** The audit found nothing, no operation failed, and no answer was a 5xx. */
  readonly isGood: boolean;
};

export const phases = ['test of the connection', 'first sync', 'changes', 'audit', 'removal'] as const;

/** How far a simulation has come. */
export type SimulationProgress = {
  readonly phase: (typeof phases)[number];
  readonly done: number;
  readonly total: number;
  readonly resends: number;
  readonly failures: number;
};
