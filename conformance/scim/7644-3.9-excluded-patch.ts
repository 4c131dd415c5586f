import type { Case } from '../kit/case.ts';
import { checkShows, checkStatus } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const excludedOnPatch: Case = {
  id: '7644-3.9-excluded-patch',
  title: 'excludedAttributes on PATCH hides those attributes of the changed resource',
  source: 'RFC 7644 §3.9',
  law: '`excludedAttributes` works on every request that answers with a resource, so on a PATCH that answers with 200. 204 is as good.',
  fix: 'Select the attributes of the answer to PATCH as you do for GET.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const { id } = await createUser();
    const body = { schemas: [URN.patch], Operations: [{ op: 'replace', path: 'displayName', value: 'Countess' }] };
    const query = { excludedAttributes: 'emails' };
    const answer = await scim.patch(`/Users/${encodeURIComponent(id)}`, body, { query });
    checkStatus(answer, 200, 204);
    if (answer.status === 200)
      checkShows(answer.body, { shows: ['id', 'userName', 'displayName'], hides: ['emails'] }, answer.request);
  },
};
