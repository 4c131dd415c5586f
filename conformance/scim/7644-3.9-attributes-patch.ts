import type { Case } from '../kit/case.ts';
import { checkShows, checkStatus } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const attributesOnPatch: Case = {
  id: '7644-3.9-attributes-patch',
  title: 'attributes on PATCH makes it answer 200 with those attributes',
  source: 'RFC 7644 §3.9, §3.5.2',
  law: 'PATCH may answer 204 without a body, but not when the client has named attributes: then it must answer 200 and show them.',
  fix: 'When `attributes` is given, answer PATCH with 200 and those attributes.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const { id } = await createUser();
    const body = { schemas: [URN.patch], Operations: [{ op: 'replace', path: 'displayName', value: 'Countess' }] };
    const answer = await scim.patch(`/Users/${encodeURIComponent(id)}`, body, { query: { attributes: 'displayName' } });
    checkStatus(answer, 200);
    checkShows(answer.body, { shows: ['id', 'displayName'], hides: ['name', 'emails', 'userName'] }, answer.request);
  },
};
