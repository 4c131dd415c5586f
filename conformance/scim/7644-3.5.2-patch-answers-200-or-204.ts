import type { Case } from '../kit/case.ts';
import { addressOf, patch } from '../kit/changes.ts';
import { checkAt, checkEqual, checkStatus } from '../kit/checks.ts';

export const patchAnswers200Or204: Case = {
  id: '7644-3.5.2-patch-answers-200-or-204',
  title: 'PATCH answers 200 with the user, or 204 without a body',
  source: 'RFC 7644 §3.5.2',
  law: 'A successful PATCH is answered with 200 and the whole resource, or with 204 and nothing.',
  fix: 'Answer 200 with the stored user, or 204 with an empty body.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const { id } = await createUser();
    const answer = await patch(scim, addressOf({ id }), { op: 'replace', path: 'displayName', value: 'Augusta King' });
    checkStatus(answer, 200, 204);
    if (answer.status === 200) checkAt(answer, 'id', id);
    else checkEqual(answer.text, '', `the body of the 204 to ${answer.request}`);
  },
};
