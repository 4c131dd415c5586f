import type { Case } from '../kit/case.ts';
import { checkShows, checkStatus } from '../kit/checks.ts';

export const excludedOnPut: Case = {
  id: '7644-3.9-excluded-put',
  title: 'excludedAttributes on PUT hides those attributes of the changed resource',
  source: 'RFC 7644 §3.9',
  law: '`excludedAttributes` works on every request that answers with a resource, replacement too.',
  fix: 'Select the attributes of the answer to PUT as you do for GET.',
  async run({ scim, userBody, createUser }) {
    const body = userBody();
    const { id } = await createUser(body);
    const query = { excludedAttributes: 'emails' };
    const answer = await scim.put(`/Users/${encodeURIComponent(id)}`, body, { query });
    checkStatus(answer, 200);
    checkShows(answer.body, { shows: ['id', 'userName', 'name'], hides: ['emails'] }, answer.request);
  },
};
