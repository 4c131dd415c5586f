import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, now, team } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const putGroupSetsMembers: Case = {
  id: '7644-3.5.1-put-group-sets-members',
  title: 'PUT of a group makes its members those that were sent',
  source: 'RFC 7644 §3.5.1',
  law: 'PUT replaces members as a whole: who is not in it is out, who is new is in.',
  fix: 'Replace the list of members by the one in the body.',
  async run(trial) {
    const { scim, groupBody, createUser } = trial;
    const [ada, bob, eve] = [await createUser(), await createUser(), await createUser()];
    const group = await team(trial, ada, bob);
    const address = addressOf(group, 'Groups');
    const members = [{ value: bob.id }, { value: eve.id }];
    checkStatus(await scim.put(address, groupBody({ members })), 200, 204);
    checkValues(await now(scim, address), 'members', [bob.id, eve.id]);
  },
};
