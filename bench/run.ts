// `npm run bench`: what a request costs here, against the least that it could cost. Options:
//   --only users|groups|sync   one part (given twice: two)
//   --work TEXT                only the works with this text in their names
//   --quick                    a smoke run: everything once, in seconds; its figures say nothing
//   --json FILE                keeps every figure
//   --profile                  CPU profiles of our service for each kind of request, instead of the comparison
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type GroupPlan, measureGroups } from './group-part.ts';
import { groupWorks } from './group-works.ts';
import type { Effort } from './measure.ts';
import { machineOf, onStage } from './on-stage.ts';
import { profileWorks } from './profile.ts';
import { type Report, reportText } from './report.ts';
import { addCrowd, prepareAll, type Stage } from './stage.ts';
import { coldStarts } from './starts.ts';
import { measureSync, type SyncPlan } from './sync.ts';
import { measureUsers } from './user-part.ts';
import { userWorks } from './user-works.ts';
import type { Work } from './work.ts';

type Plan = {
  /** How many users the directories have. Groups are measured in the last. */
  readonly sizes: readonly number[];
  readonly effort: Effort;
  readonly groupSizes: GroupPlan['sizes'];
  readonly sync: SyncPlan;
};

const REST_MS = 1_200;
const FULL: Plan = {
  sizes: [5_000, 100_000],
  effort: { requests: 5_000, slices: 5, rounds: 3, warmUp: 8_000, alone: 1_000, restMs: REST_MS },
  groupSizes: [10, 1_000, 10_000, 100_000],
  sync: { users: 5_000, groups: 50, patches: 5, members: 100, concurrency: 8, rounds: 5, restMs: REST_MS },
};
const QUICK: Plan = {
  sizes: [200],
  effort: { requests: 50, slices: 1, rounds: 1, warmUp: 10, alone: 10, restMs: 0 },
  groupSizes: [10, 200],
  sync: { users: 100, groups: 2, patches: 2, members: 20, concurrency: 8, rounds: 1, restMs: 0 },
};
const PARTS = ['users', 'groups', 'sync'];

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    profile: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: PARTS },
    work: { type: 'string', default: '' },
  },
});
for (const part of options.only) if (!PARTS.includes(part)) throw new Error(`--only ${part}: ${PARTS.join(', ')}`);
const plan = options.quick ? QUICK : FULL;
const isWanted = ({ name }: Work): boolean => name.includes(options.work);
const [hasUsers, hasGroups, hasSync] = PARTS.map((part) => options.only.includes(part));

await onStage(options.profile ? profile : compare);

async function compare(stage: Stage): Promise<void> {
  const { effort, groupSizes: sizes } = plan;
  const prepared = await prepareAll(
    stage,
    hasUsers ? plan.sizes : plan.sizes.slice(hasGroups ? -1 : plan.sizes.length),
  );
  const [first] = prepared;
  const works = userWorks.filter(isWanted);
  const ofUsers = hasUsers ? await measureUsers(stage, prepared, { works, effort }) : { results: [], memory: [] };
  const ofGroups = hasGroups ? await measureGroups(stage, prepared.slice(-1), { sizes, effort, isWanted }) : [];
  const { memory } = ofUsers;
  const report: Report = {
    ...machineOf(stage),
    results: [...ofUsers.results, ...ofGroups],
    memory,
    ...(hasSync ? { sync: await measureSync(stage, plan.sync) } : {}),
    ...(hasUsers && first !== undefined ? { starts: await coldStarts(first, options.quick ? 1 : 3) } : {}),
  };
  const warning = options.quick ? 'A smoke run: the bench works, its figures say nothing.\n\n' : '';
  console.log(`\n${warning}${reportText(report)}`);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
}

async function profile(stage: Stage): Promise<void> {
  const [prepared] = await prepareAll(stage, plan.sizes.slice(0, 1));
  if (prepared === undefined) return;
  const count = plan.effort.requests * 2;
  const print = (text: string): void => console.log(text);
  if (hasUsers) await profileWorks(stage, prepared, { works: userWorks.filter(isWanted), count, print });
  if (hasGroups) {
    const works = groupWorks(
      await addCrowd(
        prepared,
        plan.groupSizes.filter((size) => size <= prepared.people.count),
      ),
    );
    await profileWorks(stage, prepared, { works: works.flat().filter(isWanted), count, print });
  }
}
