import type { Row, Statement, Value } from '../platform/database/statement.ts';
import type { Tx } from '../platform/database/transaction.ts';
import type { Refusal } from '../platform/refusal.ts';
import type { Happened } from './events.ts';
import type { Actor, Permission } from './permissions.ts';

/** Made once, at the door: who does this, where, and when. Verbs never read the clock. */
export type Context = {
  /** The organization's id: everything the verb sees and touches is inside it. */
  readonly organization: string;
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
};

/** Anything with zod's `parse`: gives the verified input or throws a ZodError or a Refusal. */
export type Parser<I> = { parse(claimed: unknown): I };

/** What a verb did. `'nothing'` is said aloud when there is nothing to tell. */
export type Done<O> = { readonly value: O; readonly happened: Happened | 'nothing' };

/** A refusal whose events, and what the verb had written, are committed first. */
export type Refused = { readonly refusal: Refusal; readonly happened: Happened };

/** Commits what the verb wrote together with `happened`, and then refuses. A thrown Refusal rolls back instead. */
export function refuse(refusal: Refusal, { happened }: { happened: Happened }): Refused {
  return { refusal, happened };
}

/** The refusal for each unique index or foreign key that this verb may run into, by constraint name. */
export type Conflicts<I> = Readonly<Record<string, (input: I) => Refusal>>;

type Common<I> = {
  readonly may: Permission;
  readonly input: Parser<I>;
  readonly conflicts?: Conflicts<I>;
};

/**
 * A hot statement: data-modifying CTEs, the last of which is named `changed` and yields the rows that were written,
 * and a final select. Events are inserted from `changed`: no row, no event. When `changed` has a column `details`
 * (jsonb), it is added to those of the events.
 */
export type HotStatement = {
  readonly name: string;
  readonly ctes: string;
  readonly select: string;
  readonly hasDetails?: true;
};

/** One statement with its events, ready to travel in one flight. `answer` reads its rows; it may throw a Refusal. */
export type Prepared<O> = {
  readonly statement: HotStatement;
  /** `$2` and on; `$1` is the organization. */
  readonly values: readonly Value[];
  /** Executed before, in the same flight: what it locks the statement sees as the last holder left it. */
  readonly lock?: { readonly statement: Statement; readonly values: readonly Value[] };
  readonly happened: Happened;
  /** False when the statement changed nothing because it could not do it: `otherwise` then does. */
  readonly isDone?: (rows: readonly Row[]) => boolean;
  readonly answer: (rows: readonly Row[]) => O;
};

/** Says what the hot form sends. */
export function prepared<O>(cargo: Prepared<O>): Prepared<O> {
  return cargo;
}

export type RunningChange<I, O> = Common<I> & {
  run(tx: Tx, context: Context, input: I): Promise<Done<O> | Refused>;
};

export type HotChange<I, O> = Common<I> & {
  prepare(context: Context, input: I): Prepared<O>;
  /** The rare case: runs when `isDone` says no, or when a unique index has refused the row. */
  otherwise?(tx: Tx, context: Context, input: I): Promise<Done<O> | Refused>;
};

export type Change<I, O> = { readonly kind: 'change' } & (RunningChange<I, O> | HotChange<I, O>);

/**
 * A verb that changes state. It cannot be written without the permission it needs and the events it causes, and
 * it runs in one transaction of one organization.
 */
export function change<I, O>(verb: RunningChange<I, O> | HotChange<I, O>): Change<I, O> {
  return { kind: 'change', ...verb };
}

type RunningRead<I, O> = Omit<Common<I>, 'conflicts'> & {
  run(tx: Tx, context: Context, input: I): Promise<O>;
};

type HotRead<I, O> = Omit<Common<I>, 'conflicts'> & {
  prepare(
    context: Context,
    input: I,
  ): { readonly statement: Statement; readonly values: readonly Value[]; readonly answer: (rows: readonly Row[]) => O };
};

export type Read<I, O> = { readonly kind: 'read' } & (RunningRead<I, O> | HotRead<I, O>);

/** A verb that only looks: its transaction is read-only. */
export function read<I, O>(verb: RunningRead<I, O> | HotRead<I, O>): Read<I, O> {
  return { kind: 'read', ...verb };
}

export type Verb<I, O> = Change<I, O> | Read<I, O>;
