import type { Case } from '../kit/case.ts';
import { checkEqual, checkFinds } from '../kit/checks.ts';

export const findsNobody200: Case = {
  id: '7644-3.4.2-finds-nobody-200',
  title: 'A query that finds nobody answers 200 with totalResults 0',
  source: 'RFC 7644 §3.4.2',
  law: 'To find nobody is a result and no error: 200, totalResults 0. Entra ID tests a connection by looking for somebody who is not there, and takes 404 as a failure; Okta’s own test asks for 200.',
  fix: 'Answer a filter that meets nobody with status 200 and a ListResponse whose totalResults is 0, for users and for groups.',
  async run({ scim, unique }) {
    const users = await scim.get('/Users', { query: { filter: `userName eq "${unique('nobody')}"` } });
    checkFinds(users, []);
    checkEqual(Number(users.body['totalResults']), 0, 'totalResults for a user who is not there');
    const groups = await scim.get('/Groups', { query: { filter: `displayName eq "${unique('nobody')}"` } });
    checkFinds(groups, []);
    checkEqual(Number(groups.body['totalResults']), 0, 'totalResults for a group that is not there');
  },
};
