import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';

export const putAnswers200: Case = {
  id: '7644-3.5.1-put-answers-200',
  title: 'PUT answers 200 with the whole user',
  source: 'RFC 7644 §3.5.1',
  law: 'A successful PUT is answered with 200 and the resource as it now is. Okta takes its next state from that answer.',
  fix: 'Answer PUT with 200 and the stored resource, `id` included.',
  async run({ scim, userBody, createUser }) {
    const body = userBody();
    const { id } = await createUser(body);
    const answer = await scim.put(addressOf({ id }), { ...body, displayName: 'Augusta King' });
    checkStatus(answer, 200);
    checkAt(answer, 'id', id);
    checkAt(answer, 'displayName', 'Augusta King');
  },
};
