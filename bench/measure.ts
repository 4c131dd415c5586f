import { setTimeout as wait } from 'node:timers/promises';
import type { Child } from './child.ts';
import { CONCURRENCY, type Load, median, type Run } from './load.ts';
import type { Meter, Usage } from './meter.ts';
import type { House, Work } from './work.ts';

export type Contestant = {
  readonly child: Child;
  readonly load: Load;
  readonly house: House;
  readonly meter: Meter;
};

/** The floor and ours with equally many people, on one PostgreSQL. */
export type Pair = { readonly users: number; readonly floor: Contestant; readonly ours: Contestant };

/** One work on one pair. */
export type Trial = { readonly pair: Pair; readonly work: Work };

export type Effort = {
  /** Requests per work, contestant and round; sent in slices, the contestants taking turns. */
  readonly requests: number;
  readonly slices: number;
  readonly rounds: number;
  /** Requests before the first that counts: V8 compiles for about as long. */
  readonly warmUp: number;
  /** Requests per work, contestant and round that are sent one after the other, for the time that one takes. */
  readonly alone: number;
  /** How long a contestant is left to write down what its requests were. */
  readonly restMs: number;
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
  /** See Work. */
  readonly grows?: Work['grows'];
};

/** So that what a request leaves to be done at once after its answer falls into its own measurement. */
const SETTLE_MS = 25;

/** Measures trials with all their contestants in turns, so that all of them meet the same moods of the machine. */
export async function measure(trials: readonly Trial[], effort: Effort): Promise<Result[]> {
  const pairs = trials.map(({ pair, work }) => [new Runner(pair.floor, work), new Runner(pair.ours, work)] as const);
  const runners = pairs.flat();
  for (const runner of runners) await runner.warmUp(effort.warmUp);
  for (let round = 0; round < effort.rounds; round += 1) {
    await wait(effort.restMs);
    await inTurns(runners, effort, (runner) => runner.run(effort.requests / effort.slices));
    await wait(effort.restMs);
    await inTurns(runners, effort, (runner) => runner.runAlone(effort.alone / effort.slices));
    for (const runner of runners) runner.endRound();
  }
  return trials.map((trial, index) => resultOf(trial, pairs[index] ?? []));
}

async function inTurns(
  runners: readonly Runner[],
  { slices }: Effort,
  each: (runner: Runner) => Promise<void>,
): Promise<void> {
  for (let slice = 0; slice < slices; slice += 1) for (const runner of runners) await each(runner);
}

/** All that a request costs. */
export function cpu({ node, database }: Usage | Cell): number {
  return node + database;
}

/** The lengths of both answers to the same request, which must be alike for a fair comparison. */
export async function answerSizes({ pair: { floor, ours }, work }: Trial): Promise<[number, number]> {
  const place = { index: 0, count: 2, series: 0, lane: 0 };
  const sizeOf = async ({ load, house }: Contestant): Promise<number> =>
    (await load.ask(work.request(house, place))).length;
  return [await sizeOf(floor), await sizeOf(ours)];
}

function resultOf({ pair, work }: Trial, [floorRunner, oursRunner]: readonly Runner[]): Result {
  const [floors, all] = [floorRunner?.cells ?? [], oursRunner?.cells ?? []];
  const [floor, ours] = [middle(floors), middle(all)];
  const ratios = all.map((each, round) => cpu(each) / cpu(floors[round] ?? each));
  const { name, budget, isFlat, grows } = work;
  const result = { work: name, users: pair.users, floor, ours, ratio: median(ratios), ratios, budget, isFlat };
  return grows === undefined ? result : { ...result, grows };
}

type Sums = Usage & { count: number; elapsedMs: number; alone: number[] };

const nothing = (): Sums => ({ count: 0, node: 0, database: 0, elapsedMs: 0, alone: [] });

/** Sends one work to one contestant and adds up what it costs. */
class Runner {
  readonly cells: Cell[] = [];
  readonly #contestant: Contestant;
  readonly #work: Work;
  #series = 0;
  #sums = nothing();

  constructor(contestant: Contestant, work: Work) {
    this.#contestant = contestant;
    this.#work = work;
  }

  async warmUp(count: number): Promise<void> {
    this.#contestant.meter.countTo();
    await this.#send(count, CONCURRENCY);
  }

  async run(count: number): Promise<void> {
    const { meter } = this.#contestant;
    meter.countTo(this.#sums);
    const { elapsedMs, latencies } = await this.#send(count, CONCURRENCY);
    await wait(SETTLE_MS);
    meter.endSeries();
    this.#sums.count += latencies.length;
    this.#sums.elapsedMs += elapsedMs;
  }

  async runAlone(count: number): Promise<void> {
    this.#contestant.meter.countTo();
    const { latencies } = await this.#send(count, 1);
    this.#sums.alone.push(...(this.#work.isInPairs ? meansOfPairs(latencies) : latencies));
  }

  endRound(): void {
    const { count, node, database, elapsedMs, alone } = this.#sums;
    this.cells.push({
      node: node / count,
      database: database / count,
      requestsPerSecond: (count * 1000) / elapsedMs,
      p50Ms: median(alone),
    });
    this.#sums = nothing();
  }

  #send(full: number, concurrency: number): Promise<Run> {
    const { load, house } = this.#contestant;
    // Even, because a PATCH is undone by another.
    const count = Math.ceil((full * this.#work.share) / 2) * 2;
    const series = this.#series++;
    return load.send({ count, concurrency }, (index, lane) =>
      this.#work.request(house, { index, count, series, lane }),
    );
  }
}

function meansOfPairs(latencies: readonly number[]): number[] {
  return latencies.flatMap((each, index) => (index % 2 === 0 ? [(each + (latencies[index + 1] ?? each)) / 2] : []));
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
