import type { Client } from 'pg';
import type { Crowd, Tide } from './crowd.ts';
import { groupWorks, memberRequestsTo, memberWorkName } from './group-works.ts';
import type { Effort, Pair, Result } from './measure.ts';
import { addCrowd, type Prepared, type Stage, startPair, timed, withClient } from './stage.ts';
import { measureTogether } from './user-part.ts';
import type { Work } from './work.ts';

export type GroupPlan = {
  /** How many members the groups have; not more than there are people. */
  readonly sizes: readonly number[];
  readonly effort: Effort;
  readonly isWanted: (work: Work) => boolean;
};

/** Puts the people of each directory into groups and measures works on them, groups of all sizes side by side. */
export async function measureGroups(stage: Stage, prepared: readonly Prepared[], plan: GroupPlan): Promise<Result[]> {
  const crowds: Crowd[] = [];
  for (const each of prepared) {
    const { count } = each.people;
    const sizes = plan.sizes.filter((size) => size <= count);
    crowds.push(await timed(`putting ${count} users into groups`, () => addCrowd(each, sizes)));
  }
  const pairs = await Promise.all(prepared.map((each) => startPair(stage, each)));
  try {
    const results = await measureCrowds(pairs, crowds, plan);
    for (const [index, crowd] of crowds.entries()) {
      const [pair, ground] = [pairs[index], prepared[index]];
      if (pair !== undefined && ground !== undefined) await assertChanged(pair, ground, crowd);
    }
    return results;
  } finally {
    await Promise.all(pairs.map((pair) => pair.stop()));
  }
}

async function measureCrowds(
  pairs: readonly Pair[],
  crowds: readonly Crowd[],
  { effort, isWanted }: GroupPlan,
): Promise<Result[]> {
  const lists = crowds.map(groupWorks);
  const results: Result[] = [];
  for (const index of lists[0]?.keys() ?? []) {
    const trials = pairs.flatMap((pair, place) =>
      (lists[place]?.[index] ?? []).filter(isWanted).map((work) => ({ pair, work })),
    );
    if (trials.length > 0) results.push(...(await measureTogether(trials, effort)));
  }
  return results;
}

/** Every PATCH of members has changed something, and the groups have kept their sizes. */
async function assertChanged({ ours }: Pair, ground: Prepared, { tides }: Crowd): Promise<void> {
  await withClient(ground.floor.superuserUrl, async (client) => {
    for (const tide of tides) await assertSize(client, 'members', tide);
  });
  await withClient(ground.ours.superuserUrl, async (client) => {
    for (const tide of tides) {
      await assertSize(client, 'group_users', tide);
      const text = 'select sum(version) - count(*) as changes from groups where id = any($1::uuid[])';
      const changes = Number((await client.query(text, [idsOf(tide)])).rows[0]?.changes);
      const sent = memberRequestsTo(ours.house, tide);
      if (changes !== sent) throw new Error(`${memberWorkName(tide)}: ${sent} requests made ${changes} changes`);
    }
  });
}

async function assertSize(client: Client, table: 'members' | 'group_users', tide: Tide): Promise<void> {
  const text = `select count(*) from ${table} where group_id = any($1::uuid[])`;
  const found = Number((await client.query(text, [idsOf(tide)])).rows[0]?.count);
  const [min, room] = [tide.size * tide.groups.length, (tide.units[0]?.length ?? 0) * tide.groups.length];
  if (found < min || found > min + room) throw new Error(`${found} members in groups that had ${min}`);
}

function idsOf({ groups }: Tide): string[] {
  return groups.map(({ id }) => id);
}
