import { Failed, Unreachable } from '../kit/failed.ts';
import { type ScimClient, scimClient, type Target } from '../kit/scim-client.ts';
import { overHttp, type Transport } from '../kit/transport.ts';
import type { Variant } from '../personas/persona.ts';
import { auditWorks } from './audit.ts';
import { usersCalled } from './audit-person.ts';
import { type Books, emptyBooks } from './books.ts';
import { type Clock, realClock } from './clock.ts';
import { operationWorks, type Tally } from './operation-works.ts';
import type { Performer } from './perform.ts';
import { type Plan, planOf } from './plan.ts';
import { removalWorks } from './removal.ts';
import type { Remaining, SimulationProgress, SimulationReport } from './report.ts';
import { openRun, type Run } from './run.ts';
import { newWatch } from './watch.ts';

/** What to simulate, and where. */
export type Simulation = {
  readonly variant: Variant;
  readonly target: Target;
  readonly transport?: Transport;
  readonly people: number;
  /** A tenth of the people, unless said; none where the client pushes none. */
  readonly groups?: number | undefined;
  /** As many as people, unless said. */
  readonly changes?: number | undefined;
  /** The same seed gives the same people and the same changes. */
  readonly seed: number;
  /** So many operations at once. */
  readonly concurrency: number;
  /** At most so many operations a second. */
  readonly speed?: number | undefined;
  /** Removes in the end what it has made. */
  readonly isCleaning?: boolean | undefined;
  readonly onProgress?: ((progress: SimulationProgress) => void) | undefined;
  /** Ends the changes after the operations under way; the audit follows. */
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock;
};

/**
 * Is an identity provider with a company: provisions it, keeps changing it, and compares what came of that with its
 * books. Never throws for the server's sake.
 */
export async function simulate(simulation: Simulation): Promise<SimulationReport> {
  const { variant, target, transport = overHttp, clock = realClock, signal } = simulation;
  const startedAt = clock.now();
  const watch = newWatch();
  const scim = scimClient({ target, transport, onExchange: watch.onExchange });
  const performer: Performer = { provider: variant.connect(scim), books: emptyBooks(), scim };
  const run = openRun({ ...simulation, clock, watch });
  const { failures, resends } = run;
  const plan = planFor(simulation, performer);
  const tally: Tally = {};
  const isConnected = await connects(run, performer, plan);
  if (isConnected) {
    const works = (planned: Plan['changes']) => operationWorks(planned, performer, tally);
    await run.phase('first sync', works([...plan.people, ...plan.groups]), signal);
    await run.phase('changes', works(plan.changes), signal);
  }
  const differences = isConnected ? await audited(run, performer) : undefined;
  const remaining = remainingIn(performer.books);
  const isCleaned = simulation.isCleaning === true ? await cleaned(run, performer) : undefined;
  const traffic = watch.traffic();
  const planned = plan.people.length + plan.groups.length + plan.changes.length;
  return {
    variant: variant.name,
    seed: simulation.seed,
    durationMs: clock.now() - startedAt,
    operations: tally,
    undone: planned - Object.values(tally).reduce((sum, each) => sum + each, 0),
    traffic,
    resends,
    failures,
    differences,
    remaining,
    isStopped: signal?.aborted === true,
    isCleaned,
    isGood: failures.length === 0 && differences?.length === 0 && traffic.statuses['5xx'] === 0,
  };
}

function planFor({ people, groups, changes, seed }: Simulation, { provider }: Performer): Plan {
  return planOf({
    people,
    groups: provider.teams === undefined ? 0 : (groups ?? Math.ceil(people / 10)),
    changes: changes ?? people,
    seed,
    mayDelete: provider.remove !== undefined,
  });
}

/** So many people are looked for, to see whether the seed has been used on this server. */
const LOOKED_FOR = 10;

/** Whether the server can be worked with. What is wrong is told at once: nobody waits for an address that is wrong. */
async function connects(run: Run, { provider, scim }: Performer, plan: Plan): Promise<boolean> {
  run.tell('test of the connection', [0, 1]);
  try {
    await provider.testConnection();
    for (const { operation } of plan.people.slice(0, LOOKED_FOR)) {
      if (operation.kind === 'join') await checkNew(scim, operation.as.userName);
    }
    run.tell('test of the connection', [1, 1]);
    return true;
  } catch (error) {
    if (!(error instanceof Failed || error instanceof Unreachable)) throw error;
    run.failures.push(error.message);
    return false;
  }
}

async function checkNew(scim: ScimClient, userName: string): Promise<void> {
  const users = await usersCalled(scim, userName);
  if (users.some((user) => user['userName'] === userName))
    throw new Failed(`${userName} is on the server already, from an earlier run: take another seed.`);
}

async function audited(run: Run, { books, scim }: Performer): Promise<string[] | undefined> {
  if (run.isAway()) return undefined;
  const before = run.failures.length;
  const differences: string[] = [];
  await run.phase('audit', auditWorks(books, scim, differences));
  const isWhole = run.failures.length === before;
  return [...differences.toSorted(), ...(isWhole ? [] : ['Not everything could be read back.'])];
}

/** Removes everything that is in the books. Gives whether all of it could be removed. */
async function cleaned(run: Run, performer: Performer): Promise<boolean> {
  const before = run.failures.length;
  const works = removalWorks(performer);
  if (!run.isAway() && works.length > 0) await run.phase('removal', works);
  return run.failures.length === before && (works.length === 0 || !run.isAway());
}

function remainingIn({ people, groups }: Books): Remaining {
  const states = [...people.values()].map(({ state }) => state);
  const count = (state: string): number => states.filter((each) => each === state).length;
  return { active: count('active'), inactive: count('inactive'), groups: groups.size };
}
