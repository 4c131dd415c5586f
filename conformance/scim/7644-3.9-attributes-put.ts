import type { Case } from '../kit/case.ts';
import { checkShows, checkStatus } from '../kit/checks.ts';

export const attributesOnPut: Case = {
  id: '7644-3.9-attributes-put',
  title: 'attributes on PUT shows those attributes of the changed resource',
  source: 'RFC 7644 §3.9',
  law: '`attributes` works on every request that answers with a resource, replacement too. It changes what is shown, and not what is stored.',
  fix: 'Select the attributes of the answer to PUT as you do for GET.',
  async run({ scim, userBody, createUser }) {
    const body = userBody();
    const { id } = await createUser(body);
    const answer = await scim.put(`/Users/${encodeURIComponent(id)}`, body, { query: { attributes: 'userName' } });
    checkStatus(answer, 200);
    checkShows(answer.body, { shows: ['id', 'userName'], hides: ['name', 'emails', 'displayName'] }, answer.request);
  },
};
