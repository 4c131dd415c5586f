import type { Case } from '../kit/case.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';

export const createdCanBeRead: Case = {
  id: '7644-3.3-created-can-be-read',
  title: 'Who was created can be read under the id',
  source: 'RFC 7644 §3.3',
  law: 'A creation that was answered with success has been done: a GET of the new id finds the user at once.',
  fix: 'Answer only when the user is stored, and let GET read where POST has written. A copy that lags behind makes clients create people twice.',
  async run({ scim, userBody, created, read }) {
    const body = userBody();
    const user = created(await scim.post('/Users', body));
    const answer = await read(user);
    checkStatus(answer, 200);
    checkAt(answer, 'id', user.id);
    checkAt(answer, 'userName', body.userName);
  },
};
