import { setTimeout as wait } from 'node:timers/promises';
import type { Child } from './child.ts';
import { cpuOfProcess, cpuOfServer } from './cpu.ts';
import { type Load, median } from './load.ts';
import type { House, Work } from './works.ts';

export type Contestant = { readonly child: Child; readonly load: Load; readonly house: House };

/** The floor and ours with equally many people, on one PostgreSQL. */
export type Pair = { readonly users: number; readonly floor: Contestant; readonly ours: Contestant };

export type Effort = {
  /** Requests per work, contestant and round; sent in slices, the contestants taking turns. */
  readonly requests: number;
  readonly slices: number;
  readonly rounds: number;
  /** Requests before the first that counts: V8 compiles for about as long. */
  readonly warmUp: number;
  /** Requests per work, contestant and round that are sent one after the other, for the time that one takes. */
  readonly alone: number;
};

/** CPU time per request in microseconds. */
export type Cell = {
  readonly node: number;
  readonly database: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
};

export type Result = {
  readonly work: string;
  readonly users: number;
  readonly floor: Cell;
  readonly ours: Cell;
  /** CPU of ours by that of the floor: of each round, and the median of these. */
  readonly ratio: number;
  readonly ratios: readonly number[];
  readonly budget: number;
  readonly isFlat: boolean;
};

export const CONCURRENCY = 8;
/** So that what a request leaves to be done after its answer falls into its own measurement. */
const SETTLE_MS = 25;

/** Measures one work on all contestants in turns, so that all of them meet the same moods of the machine. */
export async function measure(
  pairs: readonly Pair[],
  postmaster: number,
  { work, effort }: { work: Work; effort: Effort },
): Promise<Result[]> {
  const runners = pairs.flatMap(({ floor, ours }) => [
    new Runner(floor, work, postmaster),
    new Runner(ours, work, postmaster),
  ]);
  for (const runner of runners) await runner.warmUp(effort.warmUp);
  for (let round = 0; round < effort.rounds; round += 1) {
    for (let slice = 0; slice < effort.slices; slice += 1) {
      for (const runner of runners) await runner.run(effort.requests / effort.slices);
      for (const runner of runners) await runner.runAlone(effort.alone / effort.slices);
    }
    for (const runner of runners) runner.endRound();
  }
  return pairs.map(({ users }, index) => resultOf(users, work, runners.slice(2 * index, 2 * index + 2)));
}

/** All that a request costs. */
export function cpu({ node, database }: Cell): number {
  return node + database;
}

/** The lengths of both answers to the same request, which must be alike for a fair comparison. */
export async function answerSizes({ floor, ours }: Pair, work: Work): Promise<[number, number]> {
  const place = { index: 0, count: 2, series: 0 };
  const sizeOf = async ({ load, house }: Contestant): Promise<number> =>
    (await load.ask(work.request(house, place))).length;
  return [await sizeOf(floor), await sizeOf(ours)];
}

function resultOf(users: number, work: Work, [floorRunner, oursRunner]: Runner[]): Result {
  const [floors, all] = [floorRunner?.cells ?? [], oursRunner?.cells ?? []];
  const [floor, ours] = [middle(floors), middle(all)];
  const ratios = all.map((each, round) => cpu(each) / cpu(floors[round] ?? each));
  const { name, budget, isFlat } = work;
  return { work: name, users, floor, ours, ratio: median(ratios), ratios, budget, isFlat };
}

type Sums = { count: number; node: number; database: number; elapsedMs: number; alone: number[] };

/** Sends one work to one contestant and adds up what it costs. */
class Runner {
  readonly cells: Cell[] = [];
  readonly #contestant: Contestant;
  readonly #work: Work;
  readonly #postmaster: number;
  #series = 0;
  #sums: Sums = { count: 0, node: 0, database: 0, elapsedMs: 0, alone: [] };

  constructor(contestant: Contestant, work: Work, postmaster: number) {
    this.#contestant = contestant;
    this.#work = work;
    this.#postmaster = postmaster;
  }

  async warmUp(count: number): Promise<void> {
    await this.#send(count, CONCURRENCY);
  }

  async run(count: number): Promise<void> {
    const before = this.#read();
    const { elapsedMs, latencies } = await this.#send(count, CONCURRENCY);
    await wait(SETTLE_MS);
    const after = this.#read();
    this.#sums.count += latencies.length;
    this.#sums.node += after.node - before.node;
    this.#sums.database += after.database - before.database;
    this.#sums.elapsedMs += elapsedMs;
  }

  async runAlone(count: number): Promise<void> {
    this.#sums.alone.push(...(await this.#send(count, 1)).latencies);
  }

  endRound(): void {
    const { count, node, database, elapsedMs, alone } = this.#sums;
    this.cells.push({
      node: node / count,
      database: database / count,
      requestsPerSecond: (count * 1000) / elapsedMs,
      p50Ms: median(alone),
    });
    this.#sums = { count: 0, node: 0, database: 0, elapsedMs: 0, alone: [] };
  }

  #read(): { node: number; database: number } {
    return { node: cpuOfProcess(this.#contestant.child.pid), database: cpuOfServer(this.#postmaster) };
  }

  #send(full: number, concurrency: number) {
    const { load, house } = this.#contestant;
    // Even, because a PATCH is undone by another.
    const count = Math.ceil((full * this.#work.share) / 2) * 2;
    const series = this.#series++;
    return load.send({ count, concurrency }, (index) => this.#work.request(house, { index, count, series }));
  }
}

function middle(cells: readonly Cell[]): Cell {
  const of = (read: (cell: Cell) => number): number => median(cells.map(read));
  return {
    node: of(({ node }) => node),
    database: of(({ database }) => database),
    requestsPerSecond: of(({ requestsPerSecond }) => requestsPerSecond),
    p50Ms: of(({ p50Ms }) => p50Ms),
  };
}
