import type { Case } from '../kit/case.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';

export const groupAnswers201: Case = {
  id: '7644-3.3-group-answers-201',
  title: 'POST creates a group and answers 201 with the group and its id',
  source: 'RFC 7644 §3.3',
  law: 'A group is created as a user is: 201, and the new resource under an id that the server has made.',
  fix: 'Answer POST /Groups with status 201 and the group as it was stored, `id` included.',
  async run({ scim, groupBody, created }) {
    const body = groupBody();
    const answer = await scim.post('/Groups', body);
    created(answer);
    checkStatus(answer, 201);
    checkAt(answer, 'displayName', body.displayName);
  },
};
