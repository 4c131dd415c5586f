import { type Crowd, GROUPS_PER_SIZE, group, type Tide, unitAt } from './crowd.ts';
import { type House, nextNumber, patch, scattered, type Work } from './work.ts';

const BARE = 'excludedAttributes=members';

/** Works on the groups of a crowd. Those of one list are measured side by side. */
export function groupWorks(crowd: Crowd): readonly (readonly Work[])[] {
  const ones = crowd.tides.filter(({ name }) => name === 'one member');
  const hundreds = crowd.tides.filter(({ name }) => name === '100 members');
  const ends = [ones[0], ones.at(-1)].filter((tide) => tide !== undefined);
  return [
    ones.map((tide) => memberWork(tide, { budget: 1.5, share: 0.4 })),
    hundreds.map((tide) => memberWork(tide, { budget: 2, share: 0.08 })),
    ends.map(getWork),
    [filterWork(crowd)],
    [listWork],
    [getUserWork],
  ];
}

function named(name: string, { size }: Tide): Pick<Work, 'name' | 'grows'> {
  return { name: `${name}, group of ${size.toLocaleString('en-GB')}`, grows: { name, members: size } };
}

/** What the work on the members of these groups is called. */
export function memberWorkName(tide: Tide): string {
  return named(tide.name, tide).name;
}

/** PATCHes that put a unit into one group and take another out of another, in turns. Each is a change. */
function memberWork(tide: Tide, { budget, share }: Pick<Work, 'budget' | 'share'>): Work {
  const name = memberWorkName(tide);
  return {
    ...named(tide.name, tide),
    budget,
    share,
    isFlat: true,
    isInPairs: true,
    request(house, { lane }) {
      const number = nextNumber(house, `${name} ${lane}`);
      const turn = Math.floor(number / 2);
      const isComing = number % 2 === 0;
      const { group, ids } = unitAt(tide, lane, isComing ? turn : turn - 1);
      return {
        method: 'PATCH',
        path: `${house.groups}/${group}`,
        body: isComing ? coming(ids) : going(ids),
        status: 204,
      };
    },
  };
}

/** How many such requests a house was sent. */
export function memberRequestsTo({ numbers }: House, tide: Tide): number {
  const name = memberWorkName(tide);
  return [...numbers].reduce((sum, [key, number]) => (key.startsWith(`${name} `) ? sum + number : sum), 0);
}

function coming(unit: readonly string[]): string {
  return patch({ op: 'add', path: 'members', value: unit.map((value) => ({ value })) });
}

/** One as Okta sends it, several as Entra ID does. */
function going(unit: readonly string[]): string {
  const [only = '', ...more] = unit;
  if (more.length === 0) return patch({ op: 'remove', path: `members[value eq "${only}"]` });
  return patch({ op: 'remove', path: 'members', value: unit.map((value) => ({ value })) });
}

function getWork(tide: Tide): Work {
  return {
    ...named('GET without members', tide),
    budget: 1.3,
    isFlat: true,
    share: 0.5,
    request: ({ groups }, { index }) => ({
      method: 'GET',
      path: `${groups}/${tide.groups[index % GROUPS_PER_SIZE]?.id}?${BARE}`,
      status: 200,
    }),
  };
}

/** As Entra ID looks for a group. */
function filterWork({ ordinary }: Crowd): Work {
  return {
    name: 'filter by displayName',
    budget: 1.3,
    isFlat: true,
    share: 0.5,
    request({ groups }, { index, count, series }) {
      const { displayName } = group(ordinary[scattered(series * count + index, ordinary.length)]?.name ?? '');
      const filter = encodeURIComponent(`displayName eq "${displayName}"`);
      return { method: 'GET', path: `${groups}?${BARE}&filter=${filter}`, status: 200 };
    },
  };
}

const listWork: Work = {
  name: 'list of groups without members',
  budget: 1.3,
  isFlat: true,
  share: 0.08,
  request: ({ groups }) => ({ method: 'GET', path: `${groups}?${BARE}&startIndex=1&count=100`, status: 200 }),
};

const getUserWork: Work = {
  name: 'GET of a user in groups',
  budget: 1.3,
  isFlat: true,
  share: 0.5,
  request({ usersInGroups, people }, { index, count, series }) {
    const { id } = people.at(scattered(series * count + index, people.count));
    return { method: 'GET', path: `${usersInGroups}/${id}`, status: 200 };
  },
};
