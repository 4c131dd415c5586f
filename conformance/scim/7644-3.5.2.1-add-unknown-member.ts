import { randomUUID } from 'node:crypto';
import type { Case } from '../kit/case.ts';
import { addressOf, elementOf, now, patch, team } from '../kit/changes.ts';
import { check } from '../kit/checks.ts';

export const addUnknownMember: Case = {
  id: '7644-3.5.2.1-add-unknown-member',
  title: 'add of a member who is not there is no server error and harms no other member',
  source: 'RFC 7644 §3.5.2.1; seen with Microsoft Entra ID',
  law: 'The RFC does not say how a member who is not there is refused. A 500 makes Entra ID try again for ever, and the members who are there must stay.',
  fix: 'Answer 400 or 404 with the id in the detail, and leave the group as it was.',
  needs: ['patch'],
  async run(trial) {
    const { scim, createUser } = trial;
    const ada = await createUser();
    const address = addressOf(await team(trial, ada), 'Groups');
    const answer = await patch(scim, address, { op: 'add', path: 'members', value: [{ value: randomUUID() }] });
    check(
      answer.status < 500,
      `${answer.request} with an unknown member should be refused with 400 or 404, and was answered ${answer.status}.`,
    );
    elementOf(await now(scim, address), 'members', ada.id);
  },
};
