import { checkStatus } from '../../kit/checks.ts';
import { checkMembers, type Scenario } from '../client.ts';
import { type Okta, replacing } from './okta-client.ts';

export const pushNobody: Scenario<Okta> = {
  name: 'push-nobody',
  title: '"Push now" of an empty group leaves nobody in it',
  source: 'Okta, group push',
  law: 'For a group that has become empty Okta sends PATCH replace with path members and value [].',
  fix: 'Take an empty list as "nobody", and not as a missing value.',
  async run(okta, trial) {
    const user = await trial.createUser();
    const group = await trial.createGroup({ members: [{ value: user.id }] });
    await checkMembers(trial.scim, group.id, [user.id]);
    checkStatus(await okta.patchGroup(group.id, replacing([])), 200, 204);
    await checkMembers(trial.scim, group.id, []);
  },
};
