import { checkStatus } from '../../kit/checks.ts';
import { checkMembers, type Scenario } from '../client.ts';
import { type Okta, replacing } from './okta-client.ts';

export const pushNow: Scenario<Okta> = {
  name: 'push-now',
  title: '"Push now" makes the members exactly those that are sent',
  source: 'Okta, group push',
  law: 'Okta sends PATCH replace with path members and everybody who is in the group; who is not named is out.',
  fix: 'Let replace on members put the list in the place of the old one, instead of adding to it.',
  async run(okta, trial) {
    const [out, stays, into] = [await trial.createUser(), await trial.createUser(), await trial.createUser()];
    const group = await trial.createGroup({ members: [{ value: out.id }, { value: stays.id }] });
    checkStatus(await okta.patchGroup(group.id, replacing([stays.id, into.id])), 200, 204);
    await checkMembers(trial.scim, group.id, [stays.id, into.id]);
  },
};
