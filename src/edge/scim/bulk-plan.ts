/** What an operation waits for, as the indexes of other operations. */
export type Needs = {
  /** It cannot be run before these. */
  readonly always: ReadonlySet<number>;
  /** It can be run in part before these, and completed after them. */
  readonly later: ReadonlySet<number>;
};

/** One step of a bulk: an operation whole, or first a part of it and later the rest. */
export type Step = { readonly index: number; readonly how: 'whole' | 'part' | 'rest' };

export type Plan = {
  /** Every operation once, as `whole`, or as `part` and `rest`. */
  readonly steps: readonly Step[];
  /** Operations that wait for themselves, or for each other in a circle that cannot be opened. They wait for nothing. */
  readonly circular: ReadonlySet<number>;
};

/**
 * Puts operations in order: as they were sent, but none before what it needs; one that waited comes as soon as it
 * can. A circle is opened at its first operation that can be run in part. Linear in operations and needs.
 */
export function planBulk(needs: readonly Needs[]): Plan {
  const circular = circularOf(needs);
  const waiting = needs.map((each, index) => (circular.has(index) ? { always: NONE, later: NONE } : each));
  const circleOf = circlesOf(waiting.map(({ always, later }) => new Set([...always, ...later])));
  const opens = waiting.map(({ later }, index) => [...later].some((each) => circleOf[each] === circleOf[index]));
  const line = new Line(waiting);
  const opened = new Set<number>();
  for (const [index, mayOpen] of opens.entries()) {
    const circle = circleOf[index];
    if (!mayOpen || circle === undefined || opened.has(circle)) continue;
    opened.add(circle);
    line.allowPart(index);
  }
  for (const index of needs.keys()) line.reach(index);
  // Only circles within circles are still closed.
  for (const [index, mayOpen] of opens.entries()) if (mayOpen) line.allowPart(index);
  return { steps: line.steps, circular };
}

const NONE: ReadonlySet<number> = new Set();

function circularOf(needs: readonly Needs[]): Set<number> {
  const circleOf = circlesOf(needs.map(({ always }) => always));
  const sizes = new Map<number | undefined, number>();
  for (const circle of circleOf) sizes.set(circle, (sizes.get(circle) ?? 0) + 1);
  const isCircular = ({ always, later }: Needs, index: number): boolean =>
    always.has(index) || later.has(index) || (sizes.get(circleOf[index]) ?? 0) > 1;
  return new Set(needs.flatMap((each, index) => (isCircular(each, index) ? [index] : [])));
}

/**
 * For each operation a number that it shares with those that it is in a circle with: Tarjan's strongly connected
 * components. It calls itself at most once for each operation of a bulk, of which there are 1,000.
 */
function circlesOf(needs: readonly ReadonlySet<number>[]): readonly number[] {
  const circleOf: number[] = [];
  const found: number[] = [];
  const open: number[] = [];
  let count = 0;
  const visit = (index: number): number => {
    const own = count++;
    let lowest = own;
    found[index] = own;
    open.push(index);
    for (const each of needs[index] ?? NONE) {
      const seen = found[each];
      if (seen === undefined) lowest = Math.min(lowest, visit(each));
      else if (circleOf[each] === undefined) lowest = Math.min(lowest, seen);
    }
    if (lowest === own) close(index);
    return lowest;
  };
  const close = (index: number): void => {
    let last: number | undefined;
    do {
      last = open.pop();
      if (last !== undefined) circleOf[last] = index;
    } while (last !== index);
  };
  for (const index of needs.keys()) if (found[index] === undefined) visit(index);
  return circleOf;
}

/** Operations on their way: each goes when it was reached and what it needs has gone. */
class Line {
  readonly steps: Step[] = [];
  readonly #left: { always: number; later: number }[];
  readonly #waiters: { readonly index: number; readonly need: keyof Needs }[][];
  readonly #mayGoInPart = new Set<number>();
  readonly #reached = new Set<number>();
  readonly #gone = new Map<number, Step['how']>();

  constructor(needs: readonly Needs[]) {
    this.#left = needs.map(({ always, later }) => ({ always: always.size, later: later.size }));
    this.#waiters = needs.map(() => []);
    for (const [index, each] of needs.entries()) {
      for (const need of ['always', 'later'] as const)
        for (const other of each[need]) this.#waiters[other]?.push({ index, need });
    }
  }

  allowPart(index: number): void {
    this.#mayGoInPart.add(index);
    this.#advance(index);
  }

  reach(index: number): void {
    this.#reached.add(index);
    this.#advance(index);
  }

  #advance(first: number): void {
    const queue = [first];
    for (const index of queue) {
      const how = this.#nextOf(index);
      if (how === undefined) continue;
      this.#gone.set(index, how);
      this.steps.push({ index, how });
      if (how !== 'rest') queue.push(...this.#freedBy(index));
    }
  }

  /** Those that needed nothing else, in the order they were sent. */
  #freedBy(index: number): number[] {
    const waiters = this.#waiters[index] ?? [];
    return waiters.flatMap(({ index: waiter, need }) => {
      const left = this.#left[waiter];
      return left !== undefined && --left[need] === 0 ? [waiter] : [];
    });
  }

  #nextOf(index: number): Step['how'] | undefined {
    const { always, later } = this.#left[index] ?? { always: 1, later: 1 };
    const gone = this.#gone.get(index);
    if (gone === 'part') return later === 0 ? 'rest' : undefined;
    if (gone !== undefined || always > 0 || !this.#reached.has(index)) return undefined;
    if (later === 0) return 'whole';
    return this.#mayGoInPart.has(index) ? 'part' : undefined;
  }
}
