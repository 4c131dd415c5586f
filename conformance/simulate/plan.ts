import { type Books, emptyBooks, enter, groupsOf } from './books.ts';
import { nextChange } from './changes.ts';
import type { NewTeam, Operation } from './operation.ts';
import { personOf, teamNameFrom } from './people.ts';
import { randomFrom } from './random.ts';

/** How much is to happen. */
export type Extent = {
  readonly people: number;
  readonly groups: number;
  readonly changes: number;
  readonly seed: number;
  /** Whether the client ever deletes a person. */
  readonly mayDelete: boolean;
};

/** An operation, and whom and what it must have for itself: what shares one of these goes in the plan's order. */
export type Planned = { readonly operation: Operation; readonly touches: readonly string[] };

/** All that will happen, known before the first request: it depends on nothing that the server does. */
export type Plan = {
  readonly people: readonly Planned[];
  readonly groups: readonly Planned[];
  readonly changes: readonly Planned[];
};

/** Makes the plan. The same extent gives the same plan. */
export function planOf({ people, groups, changes, seed, mayDelete }: Extent): Plan {
  const world = emptyBooks();
  const happens = (operation: Operation): Planned => {
    const touches = touchedBy(world, operation);
    enter(world, operation);
    return { operation, touches };
  };
  const joins = numbers(people).map((person) => happens({ kind: 'join', person, as: personOf(seed, person) }));
  const pushes = numbers(groups).map((group) =>
    happens({ kind: 'push-group', group, as: teamOf([seed, group], people) }),
  );
  const random = randomFrom(`changes ${seed}`);
  const changed = numbers(changes).flatMap(() => nextChange({ world, random, seed, mayDelete }).map(happens));
  return { people: joins, groups: pushes, changes: changed };
}

function touchedBy(world: Books, operation: Operation): readonly string[] {
  const person = (number: number): string => `person ${number}`;
  const group = (number: number): string => `group ${number}`;
  if (operation.kind === 'push-group') return [group(operation.group), ...operation.as.members.map(person)];
  if (operation.kind === 'rename-group') return [group(operation.group)];
  if (operation.kind === 'change-members') {
    return [group(operation.group), ...[...operation.joined, ...operation.left].map(person)];
  }
  // A client that sends whole lists of members must not name somebody who is being deleted.
  const emptied = operation.kind === 'delete' ? groupsOf(world, operation.person).map(group) : [];
  return [person(operation.person), ...emptied];
}

const MAX_SMALL_TEAM = 20;

/** The first group has half of the people, the others a handful. */
function teamOf([seed, number]: readonly [seed: number, number: number], people: number): NewTeam {
  const random = randomFrom(`group ${seed}/${number}`);
  const size = number === 0 ? Math.ceil(people / 2) : 1 + random.below(Math.min(people, MAX_SMALL_TEAM));
  const first = random.below(people);
  return {
    displayName: teamNameFrom(random, [seed, number]),
    externalId: `simulated-group-${seed}-${number}`,
    members: numbers(size).map((each) => (first + each) % people),
  };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
