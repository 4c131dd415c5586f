import type { Case } from '../kit/case.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';

export const createAnswers201: Case = {
  id: '7644-3.3-create-answers-201',
  title: 'POST creates a user and answers 201 with the whole user and its id',
  source: 'RFC 7644 §3.3',
  law: 'A successful creation is answered with 201 and the new resource, under an id that the server has made.',
  fix: 'Answer POST /Users with status 201 and the resource as it was stored, `id` included. Okta reports an answer without a body as "returned empty user".',
  async run({ scim, userBody, created }) {
    const body = userBody();
    const answer = await scim.post('/Users', body);
    created(answer);
    checkStatus(answer, 201);
    checkAt(answer, 'userName', body.userName);
    checkAt(answer, 'active', true);
    checkAt(answer, 'name.familyName', 'Lovelace');
  },
};
