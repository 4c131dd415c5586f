import type { Case } from '../kit/case.ts';
import { checkShows, found } from '../kit/checks.ts';

export const excludedOnList: Case = {
  id: '7644-3.9-excluded-list',
  title: 'excludedAttributes on a list hides those attributes of each resource',
  source: 'RFC 7644 §3.9',
  law: '`excludedAttributes` works on lists as on a single resource.',
  fix: 'Use the same selection of attributes for the resources of a list.',
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}@example.com`;
    await createUser({ userName });
    const query = { filter: `userName eq "${userName}"`, excludedAttributes: 'emails' };
    const answer = await scim.get('/Users', { query });
    const [user = {}] = found(answer);
    checkShows(user, { shows: ['id', 'userName', 'name', 'displayName'], hides: ['emails'] }, answer.request);
  },
};
