import { type Books, groupIn, groupsOf, type PersonEntry, personIn } from './books.ts';
import type { Operation } from './operation.ts';
import { personOf, positionFrom, renamedFrom, teamNameFrom } from './people.ts';
import type { Random } from './random.ts';

/** What a change is drawn from. */
type Draw = {
  readonly world: Books;
  readonly random: Random;
  readonly seed: number;
  readonly mayDelete: boolean;
};

type Change = (draw: Draw) => readonly Operation[];

/** The mix, by weight: much moving, some coming and going, a little of everything that is rare. */
const mix: readonly (readonly [weight: number, change: Change])[] = [
  [14, joiner],
  [26, mover],
  [10, renamed],
  [12, leaver],
  [6, deleted],
  [9, returner],
  [8, sentAgain],
  [5, renamedTeam],
  [10, crowd],
];
const TOTAL = mix.reduce((sum, [weight]) => sum + weight, 0);

/** What happens next at the identity provider: one change, which may take several operations. */
export function nextChange(draw: Draw): readonly Operation[] {
  for (let drawn = 0; drawn < 10; drawn += 1) {
    const operations = changeAt(draw.random.below(TOTAL))(draw);
    if (operations.length > 0) return operations;
  }
  return joiner(draw);
}

function changeAt(place: number): Change {
  let passed = 0;
  const found = mix.find(([weight]) => {
    passed += weight;
    return place < passed;
  });
  return found?.[1] ?? joiner;
}

function joiner(draw: Draw): readonly Operation[] {
  const person = draw.world.people.size;
  const group = aGroup(draw);
  return [
    { kind: 'join', person, as: personOf(draw.seed, person) },
    ...(group === undefined ? [] : [membersChange(group, [person], [])]),
  ];
}

/** A new position, and out of one group and into another. */
function mover(draw: Draw): readonly Operation[] {
  const person = somebody(draw, 'active');
  if (person === undefined) return [];
  const move: Operation = { kind: 'move', person, to: positionFrom(draw.random) };
  const [from] = groupsOf(draw.world, person);
  const into = aGroup(draw);
  return [
    move,
    ...(from === undefined ? [] : [membersChange(from, [], [person])]),
    ...(into === undefined || groupIn(draw.world, into).members.has(person) ? [] : [membersChange(into, [person], [])]),
  ];
}

function renamed(draw: Draw): readonly Operation[] {
  const person = somebody(draw, 'active');
  if (person === undefined) return [];
  const to = renamedFrom(draw.random, personIn(draw.world, person).person, [draw.seed, person]);
  return [{ kind: 'rename', person, to }];
}

function leaver(draw: Draw): readonly Operation[] {
  return ofSomebody(draw, { kind: 'leave', state: 'active' });
}

function deleted(draw: Draw): readonly Operation[] {
  return draw.mayDelete ? ofSomebody(draw, { kind: 'delete', state: 'inactive' }) : [];
}

function returner(draw: Draw): readonly Operation[] {
  return ofSomebody(draw, { kind: 'return', state: 'inactive' });
}

function sentAgain(draw: Draw): readonly Operation[] {
  return ofSomebody(draw, { kind: 'resend', state: 'active' });
}

function renamedTeam(draw: Draw): readonly Operation[] {
  const group = aGroup(draw);
  if (group === undefined) return [];
  const before = groupIn(draw.world, group).displayName;
  return [{ kind: 'rename-group', group, displayName: teamNameFrom(draw.random, [draw.seed, group], before) }];
}

const CROWD = 20;

/** Many come into one group at once, and a few go. A client with parallel requests sends one for each of them. */
function crowd(draw: Draw): readonly Operation[] {
  const group = aGroup(draw);
  if (group === undefined) return [];
  const { members } = groupIn(draw.world, group);
  const asked = Array.from({ length: CROWD }, () => somebody(draw, 'active'));
  const joined = [...new Set(asked)].filter((each) => each !== undefined).filter((each) => !members.has(each));
  const left = [...members].slice(0, draw.random.below(4));
  return joined.length === 0 ? [] : [membersChange(group, joined, left)];
}

function membersChange(group: number, joined: readonly number[], left: readonly number[]): Operation {
  return { kind: 'change-members', group, joined, left };
}

function ofSomebody(
  draw: Draw,
  { kind, state }: { kind: 'leave' | 'return' | 'delete' | 'resend'; state: PersonEntry['state'] },
): readonly Operation[] {
  const person = somebody(draw, state);
  return person === undefined ? [] : [{ kind, person }];
}

/** Somebody in this state, if some draws find one. */
function somebody({ world, random }: Draw, state: PersonEntry['state']): number | undefined {
  for (let drawn = 0; drawn < 30; drawn += 1) {
    const person = random.below(world.people.size);
    if (world.people.get(person)?.state === state) return person;
  }
  return undefined;
}

function aGroup({ world, random }: Draw): number | undefined {
  return world.groups.size === 0 ? undefined : random.below(world.groups.size);
}
