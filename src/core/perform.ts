import { ZodError } from 'zod';
import { type Database, notifyRevocation } from '../platform/database/database.ts';
import { MissingReference, UniqueViolation } from '../platform/database/faults.ts';
import type { Log } from '../platform/log.ts';
import { Refusal } from '../platform/refusal.ts';
import { eventValues, withEvents, writeEvents, writeRefusedEvent } from './event-rows.sql.ts';
import { type Happened, isRevocation } from './events.ts';
import { isPermitted, type Permission } from './permissions.ts';
import type { Change, Context, Done, HotChange, Parser, Read, Refused, RunningChange, Verb } from './verb.ts';

/** Does what a verb says: permission, input, transaction, events, commit. */
export type Perform = <I, O>(verb: Verb<I, O>, context: Context, claimed: unknown) => Promise<O>;

export type PerformOptions = {
  readonly database: Database;
  readonly log: Log;
  /** Told after the commit of each revocation made here. */
  readonly onRevocation: (subject: string) => void;
};

/** The one way in which doors use verbs. Throws Refusal (recorded, when it is of a change), Outage, or our bug. */
export function performer(options: PerformOptions): Perform {
  return (verb, context, claimed) =>
    verb.kind === 'read'
      ? performRead(options, { verb, context }, claimed)
      : performChange(options, { verb, context }, claimed);
}

type Call<V> = { readonly verb: V; readonly context: Context };

async function performRead<I, O>(
  { database }: PerformOptions,
  { verb, context }: Call<Read<I, O>>,
  claimed: unknown,
): Promise<O> {
  authorize(verb, context);
  const input = parsed(verb, claimed);
  if ('run' in verb) return database.readAs(context.organization, (tx) => verb.run(tx, context, input));
  const { statement, values, answer } = verb.prepare(context, input);
  return answer(await database.flyRead(context.organization, { statement, values }));
}

async function performChange<I, O>(options: PerformOptions, call: Call<Change<I, O>>, claimed: unknown): Promise<O> {
  const outcome = await attempted(options, call, claimed);
  // Not recorded here: the verb has said, and committed, what happened.
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.value;
}

/** What was committed. A refusal that was thrown rolled everything back, and is recorded on its way out. */
async function attempted<I, O>(
  options: PerformOptions,
  call: Call<Change<I, O>>,
  claimed: unknown,
): Promise<{ value: O } | Refused> {
  const { verb, context } = call;
  try {
    authorize(verb, context);
    const input = parsed(verb, claimed);
    try {
      return 'run' in verb
        ? await performRunning(options, { verb, context }, input)
        : await performHot(options, { verb, context }, input);
    } catch (error) {
      throw conflictOf(error, verb, input) ?? error;
    }
  } catch (error) {
    if (error instanceof Refusal) await recordRefusal(options, call, error);
    throw error;
  }
}

async function performRunning<I, O>(
  options: PerformOptions,
  { verb, context }: Call<RunningChange<I, O>>,
  input: I,
): Promise<Done<O> | Refused> {
  let happened: Happened | 'nothing' = 'nothing';
  const outcome = await options.database.changeAs<Done<O> | Refused>(
    context.organization,
    async (tx) => {
      const result = await verb.run(tx, context, input);
      happened = result.happened;
      return result;
    },
    () => (happened === 'nothing' ? [] : lastStatements(context, happened)),
  );
  tellRevocations(options, outcome.happened);
  return outcome;
}

function lastStatements(context: Context, happened: Happened) {
  const events = { statement: writeEvents(happened.length), values: eventValues(context, happened) };
  const revoked = happened.filter(({ type }) => isRevocation(type));
  return [events, ...revoked.map(({ subject }) => ({ statement: notifyRevocation, values: [subject] }))];
}

async function performHot<I, O>(
  options: PerformOptions,
  { verb, context }: Call<HotChange<I, O>>,
  input: I,
): Promise<{ value: O } | Refused> {
  const flown = await fly(options, { verb, context }, input);
  if (flown !== 'not done') return flown;
  const { otherwise } = verb;
  if (otherwise === undefined) throw new Error(`${verb.may}: nothing was done, and nothing else is there to do it`);
  return performRunning(options, { verb: { ...verb, run: otherwise }, context }, input);
}

/** What the hot statement did. What a unique index has refused is not done, if the verb knows another way. */
async function fly<I, O>(
  { database }: PerformOptions,
  { verb, context }: Call<HotChange<I, O>>,
  input: I,
): Promise<{ value: O } | 'not done'> {
  const { statement, values, lock, happened, isDone, answer } = verb.prepare(context, input);
  const cargo = {
    statement: withEvents(statement, values.length, happened.length),
    values: [...values, ...eventValues(context, happened)],
    lock,
  };
  try {
    const rows = await database.flyChange(context.organization, cargo);
    return isDone?.(rows) === false ? 'not done' : { value: answer(rows) };
  } catch (error) {
    if (error instanceof UniqueViolation && verb.otherwise !== undefined) return 'not done';
    throw error;
  }
}

function tellRevocations({ onRevocation }: PerformOptions, happened: Happened | 'nothing'): void {
  if (happened === 'nothing') return;
  for (const { type, subject } of happened) if (isRevocation(type)) onRevocation(subject);
}

function authorize(verb: { may: Permission }, { actor }: Context): void {
  if (isPermitted(actor, verb.may)) return;
  const why =
    actor.kind === 'scim_token' && actor.access === 'read_only'
      ? 'This token is read-only. Use a read-write token of this directory.'
      : `This credential does not have the permission ${verb.may}.`;
  throw new Refusal('forbidden', why);
}

function parsed<I>(verb: { input: Parser<I> }, claimed: unknown): I {
  try {
    return verb.input.parse(claimed);
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const issue = error.issues[0];
    const field = issue?.path.join('.') ?? '';
    throw new Refusal('invalid_value', `${field === '' ? 'The body' : field}: ${issue?.message ?? 'is not valid'}.`, {
      field,
      cause: error,
    });
  }
}

function conflictOf<I>(error: unknown, verb: Change<I, unknown>, input: I): Refusal | undefined {
  if (!(error instanceof UniqueViolation || error instanceof MissingReference)) return undefined;
  return verb.conflicts?.[error.constraint]?.(input);
}

/** In a transaction of its own, after the roll back. A refusal stays a refusal when this fails. */
async function recordRefusal(
  { database, log }: PerformOptions,
  { verb, context }: Call<{ may: Permission }>,
  refusal: Refusal,
): Promise<void> {
  const { code, detail, field } = refusal;
  const type = `${verb.may}.refused` as const;
  const details = field === undefined ? { code, detail } : { code, detail, field };
  const note = { requestId: context.requestId, organization: context.organization, type, code };
  try {
    const rows = await database.flyChange(context.organization, {
      statement: writeRefusedEvent,
      values: eventValues(context, [{ type, subject: context.organization, details }]),
    });
    if (rows.length === 0) log.info(note, 'refused, before there was an organization');
  } catch (error) {
    log.error({ ...note, err: error }, 'a refusal could not be recorded');
  }
}
