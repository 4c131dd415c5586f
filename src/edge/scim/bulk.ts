import { setImmediate } from 'node:timers/promises';
import { quoted } from '../../core/resources/fault.rules.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { Answer } from '../http/answer.ts';
import { type Linked, linkOperations } from './bulk-links.ts';
import {
  type Outcome,
  outcomeOf,
  plainIdOf,
  refusedOutcome,
  renderOutcome,
  segmentOf,
  withoutManager,
} from './bulk-outcome.ts';
import { type Plan, planBulk, type Step } from './bulk-plan.ts';
import { type Cargo, type IdOf, resolveData, resolveId, settingManager, splitManager } from './bulk-references.ts';
import { type BulkMethod, type BulkOperation, readBulk } from './bulk-request.ts';
import type { ScimBase } from './render.ts';

/** One operation of a bulk as a request of its own. */
export type BulkCall = {
  readonly method: BulkMethod;
  /** `/Users` or `/Users/{id}`, the id percent-encoded. */
  readonly path: string;
  readonly data: unknown;
  /** What If-Match would say. */
  readonly version?: string;
};

/** Answers a call in a transaction of its own, refusals too. Rejects only when the whole bulk cannot go on. */
type Dispatch = (call: BulkCall) => Promise<Answer>;

/**
 * POST /Bulk (RFC 7644 §3.7): runs the operations one by one, each for itself, and answers 200 with what became of
 * each. Refuses malformed, invalid_value, too_large; rejects with what `dispatch` rejects with.
 */
export async function answerBulk({ body, base, dispatch }: Answering): Promise<Answer> {
  const { failOnErrors, operations } = readBulk(body, base);
  const linked = linkOperations(operations);
  const { steps, circular } = planBulk(linked.needs);
  const run = new Run({ ...linked, circular, dispatch });
  for (const step of steps) {
    // What was begun is completed, so that nobody is left without the manager that is there.
    if (step.how !== 'rest' && run.errors >= failOnErrors) continue;
    await run.take(step);
    // A database in this process answers without a turn of the event loop; others wait for one.
    await setImmediate();
  }
  const schemas = '["urn:ietf:params:scim:api:messages:2.0:BulkResponse"]';
  return { status: 200, body: `{"schemas":${schemas},"Operations":[${run.rendered(base).join(',')}]}` };
}

type Answering = { readonly body: unknown; readonly base: ScimBase; readonly dispatch: Dispatch };

type Job = Pick<Linked, 'operations' | 'creators'> & Pick<Plan, 'circular'> & { readonly dispatch: Dispatch };

/** A bulk under way. */
class Run {
  errors = 0;
  readonly #job: Job;
  readonly #outcomes: (Outcome | undefined)[] = [];

  constructor(job: Job) {
    this.#job = job;
  }

  async take({ index, how }: Step): Promise<void> {
    const operation = this.#job.operations[index];
    if (operation === undefined) return;
    const before = this.#outcomes[index];
    if (how === 'rest' && before?.id === undefined) return;
    const outcome =
      before === undefined ? await this.#begun(operation, { index, how }) : await this.#completed(operation, before);
    this.#outcomes[index] = outcome;
    if (outcome.error !== undefined) this.errors += 1;
  }

  /** One text for each operation that was run, in the order they were sent. */
  rendered(base: ScimBase): string[] {
    return this.#job.operations.flatMap((operation, index) => {
      const outcome = this.#outcomes[index];
      return outcome === undefined ? [] : [renderOutcome(base, operation, outcome)];
    });
  }

  async #begun(operation: BulkOperation, { index, how }: Step): Promise<Outcome> {
    if ('fault' in operation) return refusedOutcome(operation.fault, plainIdOf(operation));
    if (this.#job.circular.has(index)) return refusedOutcome(inACircle());
    const rest = how === 'part' ? splitManager(operation)?.rest : undefined;
    return this.#dispatched(rest === undefined ? operation : { ...operation, data: rest });
  }

  /** Gives a user the manager that it was created without. */
  async #completed(operation: BulkOperation, created: Outcome): Promise<Outcome> {
    if ('fault' in operation) return created;
    const { collection } = operation.target;
    const outcome = await this.#dispatched({
      method: 'PATCH',
      target: { collection, id: created.id },
      data: settingManager(splitManager(operation)?.manager),
    });
    return outcome.error === undefined ? { ...created, version: outcome.version } : withoutManager(outcome);
  }

  async #dispatched(cargo: Cargo): Promise<Outcome> {
    const { method, target, version } = cargo;
    let id: string | undefined;
    let data: unknown;
    try {
      id = target.id === undefined ? undefined : resolveId(target.id, this.#idOf);
      data = resolveData(cargo, this.#idOf);
    } catch (error) {
      if (error instanceof Refusal) return refusedOutcome(error, id);
      throw error;
    }
    const path = id === undefined ? target.collection : `${target.collection}/${segmentOf(id)}`;
    return outcomeOf(
      await this.#job.dispatch({ method, path, data, ...(version === undefined ? {} : { version }) }),
      id,
    );
  }

  readonly #idOf: IdOf = (bulkId) => {
    const creator = this.#job.creators.get(bulkId);
    const id = creator === undefined ? undefined : this.#outcomes[creator]?.id;
    if (id !== undefined) return id;
    throw new Refusal(
      'invalid_value',
      `The operation with the bulkId ${quoted(bulkId)} failed or was not run, so there is nothing to refer to. Send this one again when there is.`,
    );
  };
}

function inACircle(): Refusal {
  return new Refusal(
    'invalid_value',
    'This operation refers to itself, or is in a circle of operations that refer to each other. Groups cannot contain each other: leave one of the references out.',
  );
}
