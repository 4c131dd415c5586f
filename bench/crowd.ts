import { newId } from '../src/platform/ids.ts';
import { type People, people } from './people.ts';

const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PEOPLE_PER_GROUP = 50;
const SPARE = 2_000;
/** Their ids come after those of everybody else who is filled in. */
const SPARE_AFTER_MS = 600_000;

/** How many groups there are of each size that is measured: requests in flight then seldom meet in one. */
export const GROUPS_PER_SIZE = 8;

/** A Group as an identity provider sends it, without members. */
export function group(name: string): { schemas: string[]; displayName: string; externalId: string } {
  return { schemas: [GROUP], displayName: `Group ${name}`, externalId: `00g${name.padStart(17, '0')}` };
}

/** A group that is in both databases before the load begins. */
export type Bunch = { readonly id: string; readonly name: string };

/** Units of people come into a group and leave it again, so that it keeps its size and every request changes it. */
export type Tide = {
  readonly name: string;
  /** How many members a group has, give or take one unit. */
  readonly size: number;
  readonly groups: readonly Bunch[];
  /** Those who come and go, in turns; the last `lag` units are in each group at the beginning. */
  readonly units: readonly (readonly string[])[];
  readonly lag: number;
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
  return {
    ordinary: ordinaryGroups(users, 'ordinary'),
    spare,
    tides: [
      ...sizes.map((size) => ({ name: 'one member', size, groups: sized(`one-${size}`), units: ones, lag: 8 })),
      { name: '100 members', size: 1_000, groups: sized('hundred'), units: hundreds, lag: 4 },
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

/** The ids of those who are in each group of the tide at the beginning and will leave it. */
export function guestsOf({ units, lag }: Tide): string[] {
  return units.slice(-lag).flat();
}
