import type { Case } from '../kit/case.ts';
import { checkShows } from '../kit/checks.ts';

export const excludedOnPost: Case = {
  id: '7644-3.9-excluded-post',
  title: 'excludedAttributes on POST hides those attributes of the new resource',
  source: 'RFC 7644 §3.9',
  law: '`excludedAttributes` works on every request that answers with a resource, creation too.',
  fix: 'Select the attributes of the answer to POST as you do for GET.',
  async run({ scim, userBody, created }) {
    const answer = await scim.post('/Users', userBody(), { query: { excludedAttributes: 'emails' } });
    created(answer);
    checkShows(answer.body, { shows: ['id', 'userName', 'name'], hides: ['emails'] }, answer.request);
  },
};
