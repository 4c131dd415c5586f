import type { Request } from './connection.ts';
import type { People } from './people.ts';

/** Whom a contestant has, and where. */
export type House = {
  /** The path of its users, of its groups, and of users who are shown with their groups. */
  readonly users: string;
  readonly groups: string;
  readonly usersInGroups: string;
  readonly people: People;
  /** How many numbers of each name were given out. */
  readonly numbers: Map<string, number>;
};

/** The next number of this name: 0, 1 and so on, through all works of a house. */
export function nextNumber({ numbers }: House, name: string): number {
  const number = numbers.get(name) ?? 0;
  numbers.set(name, number + 1);
  return number;
}

/** Which request of a series: the `index`th of `count`, in series number `series`, over connection number `lane`. */
export type Place = {
  readonly index: number;
  readonly count: number;
  readonly series: number;
  readonly lane: number;
};

/** One kind of request. */
export type Work = {
  readonly name: string;
  /** CPU against the floor, at most. */
  readonly budget: number;
  /** Whether the time may not grow with the directory, nor with the group. */
  readonly isFlat: boolean;
  /** The part of the full number of requests that is sent. */
  readonly share: number;
  /** Two kinds of request take turns: the time of one is the mean of both. */
  readonly isInPairs?: true;
  /** For works that differ in the size of a group only: what they have in common. */
  readonly grows?: { readonly name: string; readonly members: number };
  request(house: House, place: Place): Request;
};

/** Any of `count` in no order that an index likes: a prime stride visits all of them. */
export function scattered(index: number, count: number): number {
  return (index * 7_919) % count;
}

/** A PatchOp message (RFC 7644 §3.5.2). */
export function patch(...operations: readonly object[]): string {
  return JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations });
}
