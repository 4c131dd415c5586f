import { checkStatus } from '../../kit/checks.ts';
import { checkMembers, type Scenario } from '../client.ts';
import { adding, type Okta, removing } from './okta-client.ts';

export const changeMembers: Scenario<Okta> = {
  name: 'change-members',
  title: 'One PATCH takes a member out and puts another in, and the rest stays',
  source: 'Okta, group push',
  law: 'Okta sends the removals, path members[value eq "…"], and the additions, each member with a display, as operations of one PATCH.',
  fix: 'Apply all operations of a PATCH in their order; remove only the member that the filter names, and ignore the display.',
  async run(okta, trial) {
    const [out, stays, into] = [await trial.createUser(), await trial.createUser(), await trial.createUser()];
    const group = await trial.createGroup({ members: [{ value: out.id }, { value: stays.id }] });
    checkStatus(await okta.patchGroup(group.id, removing(out.id), adding([into.id])), 200, 204);
    await checkMembers(trial.scim, group.id, [stays.id, into.id]);
  },
};
