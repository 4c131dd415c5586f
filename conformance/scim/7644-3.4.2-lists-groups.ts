import type { Case } from '../kit/case.ts';
import { check, found } from '../kit/checks.ts';

export const listsGroups: Case = {
  id: '7644-3.4.2-lists-groups',
  title: 'GET /Groups without a filter lists groups',
  source: 'RFC 7644 §3.4.2',
  law: 'Groups are listed as users are. Okta does so when import is set up, and PingFederate finds a group by reading them all.',
  fix: 'Answer GET /Groups?startIndex=1&count=2 with status 200 and a list of at most two groups, each with its id.',
  async run({ scim, createGroup }) {
    await createGroup();
    const answer = await scim.get('/Groups', { query: { startIndex: 1, count: 2 } });
    const { length } = found(answer);
    check(
      length === 1 || length === 2,
      `${answer.request} with count=2 should give one group or two, and gives ${length}.`,
    );
  },
};
