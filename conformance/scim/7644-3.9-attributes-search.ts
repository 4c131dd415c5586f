import type { Case } from '../kit/case.ts';
import { checkShows, found } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const attributesOnSearch: Case = {
  id: '7644-3.9-attributes-search',
  title: 'attributes in a search shows those attributes of each resource',
  source: 'RFC 7644 §3.9, §3.4.3',
  law: 'In the body of a search, `attributes` is a list of names, and works as in an address.',
  fix: 'Read `attributes` from the body of a search as a list of texts.',
  async run({ scim, unique, createUser, skip }) {
    const userName = `${unique('ada')}@example.com`;
    await createUser({ userName });
    const filter = `userName eq "${userName}"`;
    const body = { schemas: [URN.search], filter, attributes: ['userName', 'name.familyName'] };
    const answer = await scim.post('/Users/.search', body);
    if ([404, 405, 501].includes(answer.status)) skip('The server has no POST /.search.');
    const [user = {}] = found(answer);
    const [shows, hides] = [
      ['id', 'userName', 'name.familyName'],
      ['name.givenName', 'emails', 'displayName'],
    ];
    checkShows(user, { shows, hides }, answer.request);
  },
};
