import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Needs, planBulk } from '../../../../src/edge/scim/bulk-plan.ts';

const needs = (...each: readonly (readonly [always: number[], later?: number[]])[]): Needs[] =>
  each.map(([always, later = []]) => ({ always: new Set(always), later: new Set(later) }));

/** `3` is an operation whole, `3-` a part of it and `-3` the rest. */
function planned(...each: readonly (readonly [always: number[], later?: number[]])[]): string {
  const { steps } = planBulk(needs(...each));
  return steps.map(({ index, how }) => ({ whole: `${index}`, part: `${index}-`, rest: `-${index}` })[how]).join(' ');
}

const circular = (...each: readonly (readonly [always: number[], later?: number[]])[]): number[] => [
  ...planBulk(needs(...each)).circular,
];

describe('planBulk', () => {
  it('keeps the order in which operations were sent', () => {
    expect(planned([[]], [[0]], [[]], [[1, 0]])).toBe('0 1 2 3');
    expect(planned()).toBe('');
  });

  it('lets one that refers to a later one wait for it, and no longer', () => {
    expect(planned([[2]], [[]], [[]], [[]])).toBe('1 2 0 3');
    expect(planned([[1]], [[3]], [[]], [[]], [[]])).toBe('2 3 1 0 4');
    expect(planned([[3]], [[3]], [[0]], [[]])).toBe('3 0 1 2');
    expect(planned([[1, 2]], [[]], [[]])).toBe('1 2 0');
  });

  it('does not run in part what can be run whole', () => {
    expect(planned([[], [1]], [[]])).toBe('1 0');
    expect(planned([[], [1]], [[], [2]], [[]])).toBe('2 1 0');
  });

  it('opens a circle once, at its first operation, and closes it as soon as it can', () => {
    expect(planned([[], [1]], [[], [0]], [[]])).toBe('0- 1 -0 2');
    expect(planned([[]], [[], [2]], [[], [3]], [[], [1]])).toBe('0 1- 3 2 -1');
    // 0 is in no circle, it only leads to one.
    expect(planned([[], [1]], [[], [2]], [[], [1]])).toBe('1- 0 2 -1');
    expect(planned([[], [1]], [[], [0]], [[], [3]], [[], [2]])).toBe('0- 1 -0 2- 3 -2');
    expect(circular([[], [1]], [[], [0]])).toEqual([]);
  });

  it('opens a circle where it can be opened', () => {
    expect(planned([[1]], [[], [0]])).toBe('1- 0 -1');
    expect(circular([[1]], [[], [0]])).toEqual([]);
  });

  it('tells circles that cannot be opened, and who refers to itself, and lets them wait for nothing', () => {
    expect(circular([[1]], [[0]])).toEqual([0, 1]);
    expect(circular([[0]])).toEqual([0]);
    expect(circular([[], [0]])).toEqual([0]);
    expect(planned([[1]], [[0]], [[0]], [[]])).toBe('0 1 2 3');
    // 2 and 3 are between two circles, and in neither.
    expect(circular([[1]], [[0]], [[1]], [[2]], [[5, 3]], [[4]])).toEqual([0, 1, 4, 5]);
    expect(circular([[1], [2]], [[0]], [[], [0]])).toEqual([0, 1]);
  });

  it('opens as many operations of nested circles as it has to', () => {
    // 0 → 1 → 2 → 0 through needs that can wait, and 2 → 1 and 1 → 2 besides.
    expect(planned([[], [1]], [[2]], [[], [0, 1]])).toBe('0- 2- 1 -0 -2');
  });

  const anyNeeds: fc.Arbitrary<Needs[]> = fc.integer({ min: 1, max: 12 }).chain((size) => {
    const some = fc.uniqueArray(fc.nat(size - 1), { maxLength: 3 }).map((each) => new Set(each));
    return fc.array(fc.record({ always: some, later: some }), { minLength: size, maxLength: size });
  });

  function reaches(graph: readonly ReadonlySet<number>[], from: number): Set<number> {
    const seen = new Set<number>();
    const go = (index: number): void => {
      for (const each of graph[index] ?? [])
        if (!seen.has(each)) {
          seen.add(each);
          go(each);
        }
    };
    go(from);
    return seen;
  }

  it('holds for any needs: each once, none before what it needs, the rest last, circles named', () => {
    fc.assert(
      fc.property(anyNeeds, (all) => {
        const plan = planBulk(all);
        const graph = all.map(({ always }) => always);
        const expected = all.flatMap(({ later }, index) =>
          reaches(graph, index).has(index) || later.has(index) ? [index] : [],
        );
        expect([...plan.circular]).toEqual(expected);

        const begun = new Map<number, number>();
        const finished = new Map<number, number>();
        for (const [place, { index, how }] of plan.steps.entries()) {
          if (how !== 'rest') {
            expect(begun.has(index)).toBe(false);
            begun.set(index, place);
          }
          if (how !== 'part') {
            expect(finished.has(index)).toBe(false);
            finished.set(index, place);
          }
        }
        expect([...begun.keys()].sort((a, b) => a - b)).toEqual([...all.keys()]);
        expect(finished.size).toBe(all.length);
        for (const [index, { always, later }] of all.entries()) {
          if (plan.circular.has(index)) continue;
          for (const each of always) expect(begun.get(each)).toBeLessThan(begun.get(index) ?? -1);
          for (const each of later) expect(begun.get(each)).toBeLessThan(finished.get(index) ?? -1);
          expect(finished.get(index)).toBeGreaterThanOrEqual(begun.get(index) ?? Number.NaN);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('holds for any managers: one user of each circle is created without', () => {
    const managers = fc
      .integer({ min: 2, max: 20 })
      .chain((size) => fc.array(fc.option(fc.nat(size - 1)), { minLength: size, maxLength: size }));
    fc.assert(
      fc.property(managers, (all) => {
        const manager = all.map((each, index) => (each === index ? null : each));
        const graph = manager.map((each) => new Set(each === null ? [] : [each]));
        const circles = new Set(
          graph.flatMap((_, index) => {
            const reached = reaches(graph, index);
            return reached.has(index) ? [[...reached].sort((a, b) => a - b).join()] : [];
          }),
        );
        const { steps, circular: never } = planBulk(graph.map((later) => ({ always: new Set(), later })));
        const parts = steps.filter(({ how }) => how === 'part').map(({ index }) => `${index}`);
        expect(never.size).toBe(0);
        expect(new Set(parts)).toEqual(new Set([...circles].map((circle) => circle.split(',')[0])));
        expect(parts).toHaveLength(circles.size);
      }),
    );
  });

  it('plans 1,000 operations in one chain, in one circle, and all needing all', () => {
    const size = 1_000;
    const chain = Array.from({ length: size }, (_, n): [number[]] => [n + 1 < size ? [n + 1] : []]);
    expect(planBulk(needs(...chain)).steps.map(({ index }) => index)).toEqual(chain.map((_, n) => size - 1 - n));
    const ring = chain.map((_, n): [number[], number[]] => [[], [(n + 1) % size]]);
    expect(planBulk(needs(...ring)).steps).toHaveLength(size + 1);
    const backwards = chain.map((_, n): [number[]] => [Array.from({ length: n }, (_each, each) => each)]);
    expect(planBulk(needs(...backwards)).steps.map(({ index }) => index)).toEqual(chain.map((_, n) => n));
    const everybody = backwards.map(([always]): [number[]] => [[...always, ...chain.keys()]]);
    expect(planBulk(needs(...everybody)).circular.size).toBe(size);
  });
});
