import type { Case } from '../kit/case.ts';
import { check, checkAt, checkStatus } from '../kit/checks.ts';
import { at, shown } from '../kit/json.ts';

export const createAnswers201: Case = {
  id: '7644-3.3-create-answers-201',
  title: 'POST creates a user and answers 201 with the whole user and its id',
  source: 'RFC 7644 §3.3',
  law: 'A successful creation is answered with 201 and the new resource, under an id that the server has made.',
  fix: 'Answer POST /Users with status 201 and the resource as it was stored, `id` included. Okta reports an answer without a body as "returned empty user".',
  async run({ scim, userBody, created }) {
    const body = userBody();
    const answer = await scim.post('/Users', body);
    const { id } = created(answer);
    checkStatus(answer, 201);
    checkAt(answer, 'userName', body.userName);
    checkAt(answer, 'active', true);
    const familyName = at(answer.body, 'name.familyName');
    check(familyName === 'Lovelace', `name.familyName should come back as it was sent, and is ${shown(familyName)}.`);
    check(id !== at(body, 'id'), 'The id should be the server’s own.');
  },
};
