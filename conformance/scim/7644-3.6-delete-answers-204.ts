import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { checkEqual, checkStatus } from '../kit/checks.ts';

export const deleteAnswers204: Case = {
  id: '7644-3.6-delete-answers-204',
  title: 'DELETE of a user answers 204',
  source: 'RFC 7644 §3.6',
  law: 'A successful DELETE is answered with 204 and no body.',
  fix: 'Answer DELETE with 204, also where you only mark the user as deleted.',
  async run({ scim, createUser }) {
    const answer = await scim.delete(addressOf(await createUser()));
    checkStatus(answer, 204);
    checkEqual(answer.text, '', `the body of the 204 to ${answer.request}`);
  },
};
