import type { Case } from '../kit/case.ts';
import { checkEqual, checkShows, found } from '../kit/checks.ts';
import { at } from '../kit/json.ts';

export const listShowsWholeResources: Case = {
  id: '7644-3.4.2-list-shows-whole',
  title: 'A list shows each user with all that GET by id shows',
  source: 'RFC 7644 §3.4.2, §3.9',
  law: 'Without `attributes`, each resource in a list has the attributes that are returned by default, as it has at its own address. Okta imports from lists and reads names, addresses and `active` there.',
  fix: 'Render the resources of a list by the same code as a single one: schemas, userName, name, emails, active.',
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}@example.com`;
    await createUser({ userName });
    const answer = await scim.get('/Users', { query: { filter: `userName eq "${userName}"` } });
    const [user = {}] = found(answer);
    const shows = ['schemas', 'id', 'userName', 'name.givenName', 'name.familyName', 'active', 'emails.0.value'];
    checkShows(user, { shows, hides: [] }, answer.request);
    checkEqual(at(user, 'userName'), userName, 'userName in the list');
  },
};
