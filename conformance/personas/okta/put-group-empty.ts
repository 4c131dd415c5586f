import { checkStatus } from '../../kit/checks.ts';
import { checkMembers, type Scenario } from '../client.ts';
import type { Okta } from './okta-client.ts';

export const putGroupEmpty: Scenario<Okta> = {
  name: 'put-group-empty',
  title: 'A PUT of the group with no members leaves nobody in it',
  source: 'Okta, group push of an AIW app',
  law: 'When the last member has left, AIW apps PUT the group with members [].',
  fix: 'Let PUT replace the members also when the list is empty.',
  async run(okta, trial) {
    const user = await trial.createUser();
    const group = await trial.createGroup({ members: [{ value: user.id }] });
    await checkMembers(trial.scim, group.id, [user.id]);
    checkStatus(await okta.putGroup(group.id, String(group['displayName']), []), 200);
    await checkMembers(trial.scim, group.id, []);
  },
};
