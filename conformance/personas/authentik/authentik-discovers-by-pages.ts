import type { Case } from '../../kit/case.ts';
import { checkEqual } from '../../kit/checks.ts';
import { countToRead, everyPage, idsAmong } from '../reading.ts';

export const authentikDiscoversByPages: Case = {
  id: 'authentik-discovers-by-pages',
  title: 'Reading on from startIndex, without saying how many, comes past every group once',
  source: 'authentik, SCIM provider; RFC 7644 §3.4.2.4',
  law: 'At a full sync authentik reads all groups: the first page as the server cuts it, then startIndex at what it has seen plus one, until totalResults is reached.',
  fix: 'Count pages by the resources that were given, say the true totalResults on each, and give no empty page before the end.',
  async run({ scim, createGroup, skip }) {
    const made = [(await createGroup()).id, (await createGroup()).id];
    await countToRead({ scim, skip }, '/Groups');
    const ours = idsAmong(await everyPage(scim, '/Groups'), made);
    checkEqual(ours.toSorted(), made.toSorted(), 'which of the two new groups are on the pages (by id)');
  },
};
