import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched, team } from '../kit/changes.ts';

export const addMemberAgain: Case = {
  id: '7644-3.5.2.1-add-member-again',
  title: 'add of somebody who is a member succeeds and does not put them in twice',
  source: 'RFC 7644 §3.5.2.1',
  law: 'Adding what is there is a success that changes nothing. Clients repeat themselves after a lost answer.',
  fix: 'Give the table of memberships a key of group and user, and take its conflict as done.',
  needs: ['patch'],
  async run(trial) {
    const { scim, createUser } = trial;
    const ada = await createUser();
    const address = addressOf(await team(trial, ada), 'Groups');
    const after = await patched(scim, address, { op: 'add', path: 'members', value: [{ value: ada.id }] });
    checkValues(after, 'members', [ada.id]);
  },
};
