import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { hashSecret } from '../src/platform/secrets.ts';
import type { Child } from './child.ts';
import { group } from './crowd.ts';
import { type Load, median, openLoad } from './load.ts';
import { Meter, type Usage } from './meter.ts';
import { makeTenancy, startFloor, startOurs } from './ours.ts';
import { person } from './people.ts';
import { makeGround, type Stage, withClient } from './stage.ts';
import { patch } from './work.ts';

/** The first provisioning of a directory, as Okta does it. */
export type SyncPlan = {
  /** Each is looked for by userName and, not being found, created. */
  readonly users: number;
  /** Each is created, and gets its members by so many PATCHes of so many, one after the other. */
  readonly groups: number;
  readonly patches: number;
  readonly members: number;
  /** How many users, and then how many groups, are under way at once. */
  readonly concurrency: number;
  readonly rounds: number;
  readonly restMs: number;
};

/** One sync: wall time, and CPU time in microseconds. */
export type SyncCell = Usage & { readonly elapsedMs: number };

/** Each round of both contestants, and the median of the wall times' ratios. */
export type SyncResult = {
  readonly plan: SyncPlan;
  readonly floor: readonly SyncCell[];
  readonly ours: readonly SyncCell[];
  readonly ratio: number;
  readonly budget: number;
};

const BUDGET = 1.4;

/** Has both contestants take the same people in, in turns; each time into an empty directory. */
export async function measureSync(stage: Stage, plan: SyncPlan): Promise<SyncResult> {
  const contestants = await startContestants(stage);
  const cells: Record<'floor' | 'ours', SyncCell[]> = { floor: [], ours: [] };
  try {
    // The first of each is for V8 and the caches.
    for (let round = 0; round <= plan.rounds; round += 1) {
      for (const side of round % 2 === 0 ? SIDES : SIDES.toReversed()) {
        const cell = await syncOnce(contestants[side], plan, round);
        if (round > 0) cells[side].push(cell);
      }
    }
  } finally {
    await Promise.all(SIDES.map((side) => contestants[side].child.stop()));
  }
  const ratios = cells.ours.map(({ elapsedMs }, round) => elapsedMs / (cells.floor[round]?.elapsedMs ?? Number.NaN));
  return { plan, ...cells, ratio: median(ratios), budget: BUDGET };
}

const SIDES = ['floor', 'ours'] as const;

/** An empty directory: where it is and who may use it. */
type Directory = { readonly base: string; readonly token: string };

type Contestant = {
  readonly child: Child;
  readonly meter: Meter;
  empty(round: number): Promise<Directory>;
  /** How many memberships the directory has. */
  members(): Promise<number>;
};

async function startContestants(stage: Stage): Promise<Record<(typeof SIDES)[number], Contestant>> {
  const ground = await makeGround(stage, 'sync');
  const token = randomBytes(32).toString('base64url');
  const tokenHash = hashSecret(token).toString('base64');
  const floor = await startFloor({ databaseUrl: ground.floor.url, tokenHash, total: 0 });
  const ours = await startOurs({ DATABASE_URL: ground.ours.url });
  const meterOf = ({ pid }: Child, database: string) => new Meter({ pid, database, server: stage.cpu });
  let organization = '';
  return {
    floor: {
      child: floor,
      meter: meterOf(floor, ground.floor.name),
      async empty() {
        await withClient(ground.floor.url, (client) => client.query('truncate people, groups, members'));
        return { base: '', token };
      },
      members: () => countOf(ground.floor.superuserUrl, 'select count(*) from members'),
    },
    ours: {
      child: ours,
      meter: meterOf(ours, ground.ours.name),
      async empty(round) {
        const tenancy = await makeTenancy(ours, `Sync ${round}`);
        organization = tenancy.organizationId;
        return tenancy;
      },
      members: () =>
        countOf(ground.ours.superuserUrl, `select count(*) from group_users where organization_id = '${organization}'`),
    },
  };
}

async function countOf(url: string, text: string): Promise<number> {
  return withClient(url, async (client) => Number((await client.query(text)).rows[0]?.count));
}

async function syncOnce(contestant: Contestant, plan: SyncPlan, round: number): Promise<SyncCell> {
  const { child, meter, empty } = contestant;
  const { base, token } = await empty(round);
  const load = openLoad({ port: child.port, token }, plan.concurrency);
  const used: Usage = { node: 0, database: 0 };
  meter.countTo(used);
  const startedAt = performance.now();
  await sync(load, base, plan);
  const elapsedMs = performance.now() - startedAt;
  // What is written down later is its own work too, and must not fall into the other's time.
  await wait(plan.restMs);
  meter.endSeries();
  meter.countTo();
  load.close();
  const [found, wanted] = [await contestant.members(), plan.groups * plan.patches * plan.members];
  if (found !== wanted) throw new Error(`${found} memberships after a sync of ${wanted}`);
  return { ...used, elapsedMs };
}

async function sync(load: Load, base: string, plan: SyncPlan): Promise<void> {
  const ids: string[] = [];
  await load.work(plan.users, async (index, ask) => {
    const user = person(index, 'sync');
    const filter = encodeURIComponent(`userName eq "${user.userName}"`);
    await ask({ method: 'GET', path: `${base}/Users?filter=${filter}&startIndex=1&count=100`, status: 200 });
    ids[index] = idIn(await ask({ method: 'POST', path: `${base}/Users`, body: JSON.stringify(user), status: 201 }));
  });
  await load.work(plan.groups, async (index, ask) => {
    const body = JSON.stringify(group(`sync-${index}`));
    const id = idIn(await ask({ method: 'POST', path: `${base}/Groups`, body, status: 201 }));
    for (let step = 0; step < plan.patches; step += 1) {
      const value = Array.from({ length: plan.members }, (_, place) => {
        const member = (index * plan.patches + step) * plan.members + place;
        return { value: ids[member % ids.length] };
      });
      const members = patch({ op: 'add', path: 'members', value });
      await ask({ method: 'PATCH', path: `${base}/Groups/${id}`, body: members, status: 204 });
    }
  });
}

function idIn(resource: string): string {
  return String((JSON.parse(resource) as { id: unknown }).id);
}
