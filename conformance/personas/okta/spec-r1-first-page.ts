import { check } from '../../kit/checks.ts';
import { quoted } from '../client.ts';
import { checkOktaPage } from './okta-checks.ts';
import { checkFields, specStep } from './spec.ts';

export const specR1 = specStep('R1', {
  name: 'spec-r1-first-page',
  title: 'The first page of users is not empty, and has its three numbers and all fields of a user',
  law: 'Okta reads GET /Users?count=1&startIndex=1: totalResults, startIndex and itemsPerPage as JSON numbers, and of the user id, name, userName, active and an e-mail.',
  fix: 'Answer a ListResponse with the three numbers, at most `count` users, and every user in full as GET /Users/{id} shows it.',
  async run({ scim, createUser }) {
    const { userName } = await createUser();
    const page = checkOktaPage(await scim.get('/Users', { query: { count: 1, startIndex: 1 } }));
    check(
      page.resources.length === 1 && page.totalResults > 0,
      `GET /Users?count=1&startIndex=1 should give one user when there are any, and gave ${page.resources.length} of ${page.totalResults}.`,
    );
    // Whoever stands first may be somebody else's: the fields are asked of the user of this case.
    const filter = `userName eq ${quoted(String(userName))}`;
    const own = checkOktaPage(await scim.get('/Users', { query: { filter, count: 1, startIndex: 1 } }));
    checkFields(own.resources[0], own.answer);
  },
});
