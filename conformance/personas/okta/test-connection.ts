import { check } from '../../kit/checks.ts';
import type { Scenario } from '../client.ts';
import { checkOktaPage } from './okta-checks.ts';
import type { Okta } from './okta-client.ts';

export const testConnection: Scenario<Okta> = {
  name: 'test-connection',
  title: 'The credentials are tested by a page of two users and a page of groups',
  source: 'Okta, "Test API credentials" and the saving of the import settings',
  law: 'Okta sends GET /Users?startIndex=1&count=2, and GET /Groups?startIndex=1&count=100 after it; the three numbers of a list must be JSON numbers.',
  fix: 'Answer both with 200 and a ListResponse with totalResults, startIndex and itemsPerPage as numbers, and never more than `count` resources.',
  async run({ scim }) {
    const users = checkOktaPage(await scim.get('/Users', { query: { startIndex: 1, count: 2 } }));
    check(users.resources.length <= 2, `GET /Users with count=2 gave ${users.resources.length} users.`);
    checkOktaPage(await scim.get('/Groups', { query: { startIndex: 1, count: 100 } }));
  },
};
