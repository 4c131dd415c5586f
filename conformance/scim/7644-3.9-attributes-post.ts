import type { Case } from '../kit/case.ts';
import { checkShows } from '../kit/checks.ts';

export const attributesOnPost: Case = {
  id: '7644-3.9-attributes-post',
  title: 'attributes on POST shows those attributes of the new resource',
  source: 'RFC 7644 §3.9',
  law: '`attributes` works on every request that answers with a resource, creation too.',
  fix: 'Select the attributes of the answer to POST as you do for GET.',
  async run({ scim, userBody, created }) {
    const answer = await scim.post('/Users', userBody(), { query: { attributes: 'userName' } });
    created(answer);
    checkShows(answer.body, { shows: ['id', 'userName'], hides: ['name', 'emails', 'displayName'] }, answer.request);
  },
};
