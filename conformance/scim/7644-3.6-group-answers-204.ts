import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const groupAnswers204: Case = {
  id: '7644-3.6-group-answers-204',
  title: 'DELETE of a group answers 204',
  source: 'RFC 7644 §3.6',
  law: 'A group is deleted as a user is: 204 and no body.',
  fix: 'Answer DELETE with 204, also where you only mark the group as deleted.',
  async run({ scim, createGroup }) {
    checkStatus(await scim.delete(addressOf(await createGroup(), 'Groups')), 204);
  },
};
