import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scimClient, type Target } from '../../conformance/kit/scim-client.ts';
import { overHttp } from '../../conformance/kit/transport.ts';
import { personas } from '../../conformance/personas/all.ts';
import { personaNames, type Variant } from '../../conformance/personas/persona.ts';
import type { SimulationProgress, SimulationReport } from '../../conformance/simulate/report.ts';
import { simulate } from '../../conformance/simulate/simulate.ts';
import { freshDatabase, type TestDatabase } from '../support/building.ts';
import { directoryAt, type ServiceProcess, startProcess } from '../support/service-process.ts';

const PEOPLE = 2_000;
const CHANGES = 1_000;
const TIMEOUT_MS = 240_000;

// Two processes on one database, as in production; clients turn between them, as a load balancer would.
let database: TestDatabase;
let processes: [survivor: ServiceProcess, victim: ServiceProcess];
beforeAll(async () => {
  database = await freshDatabase();
  processes = [await startProcess(database), await startProcess(database)];
});
afterAll(async () => {
  for (const each of processes) await each.kill();
  await database.drop();
});

/** A directory for each client, all of one organization, at both processes. */
async function targets(count: number): Promise<Target[]> {
  const first = await directoryAt(processes[0]);
  const others: (typeof first)[] = [];
  for (let made = 1; made < count; made += 1) others.push(await directoryAt(processes[0], first.organizationId));
  return [first, ...others].map(({ path, token }) => ({
    baseUrls: processes.map(({ address }) => `${address}${path}`),
    token,
    timeoutMs: 30_000,
  }));
}

/** Tells of the moment in which so many operations have ended, of all the simulations together. */
function countdown(operations: number, reached: () => void): () => (progress: SimulationProgress) => void {
  let ended = 0;
  return () => {
    let last = '';
    return ({ phase, done }) => {
      const isStep = done > 0 && (phase === 'first sync' || phase === 'changes') && last !== `${phase} ${done}`;
      last = `${phase} ${done}`;
      if (isStep && (ended += 1) === operations) reached();
    };
  };
}

const share = (total: number, index: number): number =>
  Math.floor((total * (index + 1)) / personas.length) - Math.floor((total * index) / personas.length);

async function resourcesAt(target: Target): Promise<{ people: number; groups: number }> {
  const scim = scimClient({ target, transport: overHttp });
  const count = async (path: string): Promise<number> =>
    Number((await scim.get(path, { query: { count: 0 } })).body['totalResults']);
  return { people: await count('/Users'), groups: await count('/Groups') };
}

describe('all identity providers at once, and a process that dies', () => {
  it('two thousand people of seven clients: the server ends with what their books say, and nobody saw a 5xx', {
    timeout: TIMEOUT_MS,
  }, async () => {
    expect(personas.map(({ name }) => name)).toEqual([...personaNames]);
    let killed: Promise<void> | undefined;
    const counting = countdown((PEOPLE + CHANGES) / 2, () => {
      killed = processes[1].kill();
    });
    const variants: Variant[] = personas.map((persona) => persona.variants[0]);
    const directories = await targets(variants.length);
    const reports: SimulationReport[] = await Promise.all(
      directories.map((target, index) =>
        simulate({
          variant: variants[index] as Variant,
          target,
          people: share(PEOPLE, index),
          changes: share(CHANGES, index),
          seed: index + 1,
          concurrency: index % 2 === 0 ? 3 : 2,
          onProgress: counting(),
        }),
      ),
    );
    await killed;

    const troubles = reports.map(({ variant, failures, differences, undone }) => ({
      variant,
      failures,
      differences,
      undone,
    }));
    expect(troubles).toEqual(variants.map(({ name }) => ({ variant: name, failures: [], differences: [], undone: 0 })));
    expect(reports.map(({ traffic }) => traffic.statuses['5xx'])).toEqual(variants.map(() => 0));
    const books = reports.map(({ remaining: { active, inactive, groups } }) => ({ people: active + inactive, groups }));
    expect(await Promise.all(directories.map(resourcesAt))).toEqual(books);
    const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0);
    expect(sum(books.map(({ people }) => people))).toBeGreaterThan(PEOPLE * 0.95);
    // Operations were cut in their middle, and done again.
    expect(killed).toBeDefined();
    expect(sum(reports.flatMap(({ resends }) => Object.values(resends)))).toBeGreaterThan(0);
  });
});
