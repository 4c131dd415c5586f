import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, now, team } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const putGroupEmpties: Case = {
  id: '7644-3.5.1-put-group-empties',
  title: 'PUT of a group with an empty list of members leaves nobody in it',
  source: 'RFC 7644 §3.5.1',
  law: 'An empty list is a value like others: the group has no members then.',
  fix: 'Tell an empty `members` from one that is missing, and take everybody out.',
  async run(trial) {
    const { scim, groupBody, createUser } = trial;
    const group = await team(trial, await createUser());
    const address = addressOf(group, 'Groups');
    checkStatus(await scim.put(address, groupBody({ members: [] })), 200, 204);
    checkValues(await now(scim, address), 'members', []);
  },
};
