import type { Case } from '../../kit/case.ts';
import { checkEqual } from '../../kit/checks.ts';
import { countToRead, everyPage, idsAmong } from '../reading.ts';

export const pingPagesGroups: Case = {
  id: 'ping-pages-groups',
  title: 'All groups are read page by page: each is there once, and in the same order the next time',
  source: 'Ping Identity, SCIM connector; RFC 7644 §3.4.2.4',
  law: 'Ping finds a group by reading all of them with startIndex and count. One that falls between two pages is created a second time.',
  fix: 'Sort lists by something that does not change and is different for each (the id, the time of creation and the id), and say in totalResults how many there are.',
  async run({ scim, createGroup, skip }) {
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.push((await createGroup()).id);
    // At least four pages, with our groups on more than one of them, and few requests where there are many.
    const pageSize = Math.max(2, Math.min(100, Math.ceil((await countToRead({ scim, skip }, '/Groups')) / 4)));
    const readOurs = async () => idsAmong(await everyPage(scim, '/Groups', pageSize), made);
    const [first, second] = [await readOurs(), await readOurs()];
    checkEqual(first.toSorted(), made.toSorted(), 'which of the five new groups are on the pages (by id)');
    checkEqual(second, first, 'the order in which the five new groups come when they are read again');
  },
};
