import type { Request } from './connection.ts';
import type { Somebody } from './fill.ts';
import { person } from './people.ts';

/** Whom a contestant has, and where. */
export type House = {
  /** The path of its users. */
  readonly users: string;
  readonly people: readonly Somebody[];
  /** How many people were created by requests so far; the next one's number. */
  created: number;
};

/** Which request of a series: the `index`th of `count`, in series number `series`. */
export type Place = { readonly index: number; readonly count: number; readonly series: number };

/** One kind of request. */
export type Work = {
  readonly name: string;
  /** CPU against the floor, at most. */
  readonly budget: number;
  /** Whether the time may not grow with the directory. */
  readonly isFlat: boolean;
  /** The part of the full number of requests that is sent. */
  readonly share: number;
  request(house: House, place: Place): Request;
};

const PAGE = 100;

/** A prime stride visits everybody, in no order that an index likes. */
function scattered({ people }: House, index: number): Somebody {
  const somebody = people[(index * 7_919) % people.length];
  if (somebody === undefined) throw new Error('nobody is there');
  return somebody;
}

function pageAt(house: House, fraction: number): Request {
  const startIndex = Math.floor((house.people.length - PAGE) * fraction) + 1;
  return { method: 'GET', path: `${house.users}?startIndex=${startIndex}&count=${PAGE}`, status: 200 };
}

/** In this order, because creating makes the directory larger. */
export const works: readonly Work[] = [
  {
    name: 'GET by id',
    budget: 1.3,
    isFlat: true,
    share: 1,
    request(house, { index, count, series }) {
      return { method: 'GET', path: `${house.users}/${scattered(house, series * count + index).id}`, status: 200 };
    },
  },
  {
    name: 'filter by userName',
    budget: 1.3,
    isFlat: true,
    share: 1,
    request(house, { index, count, series }) {
      const filter = encodeURIComponent(`userName eq "${scattered(house, series * count + index).userName}"`);
      return { method: 'GET', path: `${house.users}?filter=${filter}`, status: 200 };
    },
  },
  { name: 'list, first page', budget: 1.3, isFlat: true, share: 0.1, request: (house) => pageAt(house, 0) },
  {
    name: 'list, any page',
    budget: 1.3,
    isFlat: false,
    share: 0.1,
    request: (house, { index }) => pageAt(house, (index % 11) / 10),
  },
  {
    name: 'PATCH active',
    budget: 2,
    isFlat: true,
    share: 1,
    // First half: people out; second half: the same people in again. Each is a change.
    request(house, { index, count, series }) {
      const half = count / 2;
      const value = index >= half;
      const Operations = [{ op: 'replace', path: 'active', value }];
      const body = JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations });
      return {
        method: 'PATCH',
        path: `${house.users}/${scattered(house, series * half + (index % half)).id}`,
        body,
        status: 200,
      };
    },
  },
  {
    name: 'POST /Users',
    budget: 1.5,
    isFlat: true,
    share: 0.3,
    request: (house) => ({
      method: 'POST',
      path: house.users,
      body: JSON.stringify(person(house.created++, 'new')),
      status: 201,
    }),
  },
];
