import type { Request } from './connection.ts';
import { person, type Somebody } from './people.ts';
import { type House, nextNumber, type Place, patch, scattered, type Work } from './work.ts';

const PAGE = 100;

function somebody({ people }: House, { index, count, series }: Place): Somebody {
  return people.at(scattered(series * count + index, people.count));
}

function pageAt(house: House, fraction: number): Request {
  const startIndex = Math.floor((house.people.count - PAGE) * fraction) + 1;
  return { method: 'GET', path: `${house.users}?startIndex=${startIndex}&count=${PAGE}`, status: 200 };
}

/** A title that nobody has. */
function newTitle(house: House): string {
  return `Engineer ${nextNumber(house, 'title')}`;
}

const reads: readonly Work[] = [
  {
    name: 'GET by id',
    budget: 1.3,
    isFlat: true,
    share: 1,
    request: (house, place) => ({ method: 'GET', path: `${house.users}/${somebody(house, place).id}`, status: 200 }),
  },
  {
    name: 'filter by userName',
    budget: 1.3,
    isFlat: true,
    share: 1,
    request(house, place) {
      const filter = encodeURIComponent(`userName eq "${somebody(house, place).userName}"`);
      return { method: 'GET', path: `${house.users}?filter=${filter}`, status: 200 };
    },
  },
  { name: 'list, first page', budget: 1.3, isFlat: true, share: 0.08, request: (house) => pageAt(house, 0) },
  {
    name: 'list, any page',
    budget: 1.3,
    isFlat: false,
    share: 0.05,
    request: (house, { index }) => pageAt(house, (index % 11) / 10),
  },
  { name: 'list, last page', budget: 1.3, isFlat: false, share: 0.03, request: (house) => pageAt(house, 1) },
];

const writes: readonly Work[] = [
  {
    name: 'PATCH active',
    budget: 2,
    isFlat: true,
    share: 1,
    // First half: people out; second half: the same people in again. Each is a change.
    request(house, { index, count, series }) {
      const half = count / 2;
      const { id } = house.people.at(scattered(series * half + (index % half), house.people.count));
      const body = patch({ op: 'replace', path: 'active', value: index >= half });
      return { method: 'PATCH', path: `${house.users}/${id}`, body, status: 200 };
    },
  },
  {
    name: 'PATCH one attribute',
    budget: 2,
    isFlat: true,
    share: 0.5,
    request(house, place) {
      const body = patch({ op: 'replace', path: 'title', value: newTitle(house) });
      return { method: 'PATCH', path: `${house.users}/${somebody(house, place).id}`, body, status: 200 };
    },
  },
  {
    name: 'PUT',
    budget: 2,
    isFlat: true,
    share: 0.5,
    // The whole resource with one change in it, as Okta sends it.
    request(house, { index, count, series }) {
      const { people, users } = house;
      const place = scattered(series * count + index, people.count);
      const { id } = people.at(place);
      const body = JSON.stringify({ id, ...person(place, people.prefix), title: newTitle(house) });
      return { method: 'PUT', path: `${users}/${id}`, body, status: 200 };
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
      body: JSON.stringify(person(nextNumber(house, 'created'), 'new')),
      status: 201,
    }),
  },
];

/** In this order, because creating makes the directory larger. */
export const userWorks: readonly Work[] = [...reads, ...writes];
