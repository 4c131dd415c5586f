import { newId } from '../src/platform/ids.ts';
import { CONCURRENCY } from './load.ts';
import { type People, people } from './people.ts';

const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PEOPLE_PER_GROUP = 50;
/** Enough for as many hundreds in each lane as come, go and wait. */
const SPARE = 2_400;
/** Their ids come after those of everybody else who is filled in. */
const SPARE_AFTER_MS = 600_000;

/** How many groups there are of each size that is measured: requests in flight then seldom meet in one. */
export const GROUPS_PER_SIZE = CONCURRENCY;

/** A Group as an identity provider sends it, without members. */
export function group(name: string): { schemas: string[]; displayName: string; externalId: string } {
  return { schemas: [GROUP], displayName: `Group ${name}`, externalId: `00g${name.padStart(17, '0')}` };
}

/** A group that is in both databases before the load begins. */
export type Bunch = { readonly id: string; readonly name: string };

/**
 * Units of people come into groups and leave them again, so that groups keep their sizes and every request changes one.
 * Each connection has units of its own: what it sends comes in order.
 */
export type Tide = {
  readonly name: string;
  /** How many members a group has, or up to one unit more. */
  readonly size: number;
  readonly groups: readonly Bunch[];
  /** Those who come and go; one of each connection is in a group at the beginning. */
  readonly units: readonly (readonly string[])[];
};

/** The groups of a directory, and spare people who are in few of them. */
export type Crowd = { readonly ordinary: readonly Bunch[]; readonly tides: readonly Tide[]; readonly spare: People };

/** Groups for a directory of `users` people. Everybody is in two ordinary ones. */
export function crowdFor(users: number, sizes: readonly number[]): Crowd {
  const spare = people(SPARE, 'spare', SPARE_AFTER_MS);
  const units = (size: number) =>
    Array.from({ length: SPARE / size }, (_, unit) =>
      Array.from({ length: size }, (_each, index) => spare.at(unit * size + index).id),
    );
  const [ones, hundreds] = [units(1), units(100)];
  const ofHundreds = Math.min(1_000, users);
  return {
    ordinary: ordinaryGroups(users, 'ordinary'),
    spare,
    tides: [
      ...sizes.map((size) => ({ name: 'one member', size, groups: sized(`one-${size}`), units: ones })),
      { name: '100 members', size: ofHundreds, groups: sized('hundred'), units: hundreds },
    ],
  };
}

/** As many groups as a directory of `users` people is likely to have, and at least one. */
export function ordinaryGroups(users: number, prefix: string): Bunch[] {
  return bunches(Math.ceil(users / PEOPLE_PER_GROUP), prefix);
}

function sized(prefix: string): Bunch[] {
  return bunches(GROUPS_PER_SIZE, prefix);
}

function bunches(count: number, prefix: string): Bunch[] {
  return Array.from({ length: count }, (_, index) => ({ id: newId(), name: `${prefix}-${index}` }));
}

/** The unit that a connection (its `lane`) moves in its turn, which may be -1 for one that is there from the beginning. */
export function unitAt({ units, groups }: Tide, lane: number, turn: number): { group: string; ids: readonly string[] } {
  const unit = (lane + turn * CONCURRENCY + units.length) % units.length;
  const group = (lane + turn + groups.length) % groups.length;
  return { group: groups[group]?.id ?? '', ids: units[unit] ?? [] };
}

/** Who is in which group at the beginning and will leave it. */
export function guestsOf(tide: Tide): { group: string; id: string }[] {
  return Array.from({ length: CONCURRENCY }, (_, lane) => unitAt(tide, lane, -1)).flatMap(({ group, ids }) =>
    ids.map((id) => ({ group, id })),
  );
}
