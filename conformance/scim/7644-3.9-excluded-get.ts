import type { Case } from '../kit/case.ts';
import { checkShows, checkStatus } from '../kit/checks.ts';

export const excludedOnGet: Case = {
  id: '7644-3.9-excluded-get',
  title: 'excludedAttributes on GET hides those attributes, and no others',
  source: 'RFC 7644 §3.9',
  law: 'With `excludedAttributes`, a resource has all that it has by default, except what is named there.',
  fix: 'Read the names in `excludedAttributes`, divided by commas, and leave out those, parts of complex attributes too.',
  async run({ scim, createUser }) {
    const { id } = await createUser();
    const query = { excludedAttributes: 'emails,name.givenName' };
    const answer = await scim.get(`/Users/${encodeURIComponent(id)}`, { query });
    checkStatus(answer, 200);
    const [shows, hides] = [
      ['id', 'userName', 'displayName', 'name.familyName'],
      ['emails', 'name.givenName'],
    ];
    checkShows(answer.body, { shows, hides }, answer.request);
  },
};
