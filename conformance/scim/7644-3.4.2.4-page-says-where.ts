import type { Case } from '../kit/case.ts';
import { check, found } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const pageSaysWhereItIs: Case = {
  id: '7644-3.4.2.4-page-says-where',
  title: 'A page says where it begins and how many it has',
  source: 'RFC 7644 §3.4.2, §3.4.2.4',
  law: 'A page of a longer list must have startIndex, the place of its first resource, and itemsPerPage, the number of resources in it.',
  fix: 'Answer startIndex as it was asked for, and itemsPerPage as the number of resources in this page, which is not count.',
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName });
    await createUser({ displayName });
    const query = { filter: `displayName eq "${displayName}"`, startIndex: 2, count: 5 };
    const answer = await scim.get('/Users', { query });
    const { length } = found(answer);
    const { startIndex, itemsPerPage } = answer.body;
    check(Number(startIndex) === 2, `startIndex should be 2, and is ${shown(startIndex)}.`);
    check(Number(itemsPerPage) === length, `itemsPerPage should be ${length}, and is ${shown(itemsPerPage)}.`);
  },
};
