// `npm run bench:nightly`: what must not grow does not grow, up to a million users. Options:
//   --users N     instead of 1,000,000
//   --quick       a smoke run
//   --json FILE   keeps every figure
// Ends with 1 when something grew.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureGroups } from './group-part.ts';
import type { Effort } from './measure.ts';
import { machineOf, onStage } from './on-stage.ts';
import { type Report, reportText } from './report.ts';
import { hasGrown } from './report-growth.ts';
import { prepareAll, type Stage } from './stage.ts';
import { measureUsers } from './user-part.ts';
import { userWorks } from './user-works.ts';

const FULL: Effort = { requests: 3_000, slices: 3, rounds: 3, warmUp: 6_000, alone: 1_200, restMs: 1_200 };
const QUICK: Effort = { requests: 50, slices: 1, rounds: 1, warmUp: 10, alone: 10, restMs: 0 };
const WORKS = ['GET by id', 'filter by userName', 'list, first page', 'PATCH active', 'POST /Users'];

const { values: options } = parseArgs({
  options: {
    users: { type: 'string', default: '1000000' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const effort = options.quick ? QUICK : FULL;
const directories = options.quick ? [200, 400] : [5_000, Number(options.users)];
const groups = options.quick ? [10, 400] : [10, 100_000];

await onStage(async (stage: Stage) => {
  const prepared = await prepareAll(stage, directories);
  const works = userWorks.filter(({ name }) => WORKS.includes(name));
  const ofUsers = await measureUsers(stage, prepared, { works, effort });
  const isWanted = ({ grows }: { grows?: { name: string } }): boolean => grows?.name === 'one member';
  const ofGroups = await measureGroups(stage, prepared, { sizes: groups, effort, isWanted });
  const report: Report = {
    ...machineOf(stage),
    results: [...ofUsers.results, ...ofGroups],
    memory: ofUsers.memory,
  };
  console.log(`\n${reportText(report)}`);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
  if (hasGrown(report.results) && !options.quick) process.exitCode = 1;
});
