import { checkAt, checkStatus } from '../../kit/checks.ts';
import { checkMembers, type Scenario } from '../client.ts';
import type { Okta } from './okta-client.ts';

export const putGroup: Scenario<Okta> = {
  name: 'put-group',
  title: 'A PUT of the group sets its name and exactly its members, whose display is null',
  source: 'Okta, group push of an AIW app',
  law: 'AIW apps fetch the group and PUT it as a whole, id and meta included; each member has display null.',
  fix: 'Let PUT replace the members with those that are sent, take null for display as absent, and ignore id and meta.',
  async run(okta, trial) {
    const [out, stays, into] = [await trial.createUser(), await trial.createUser(), await trial.createUser()];
    const group = await trial.createGroup({ members: [{ value: out.id }, { value: stays.id }] });
    const displayName = trial.unique('Put');
    checkStatus(await okta.putGroup(group.id, displayName, [stays.id, into.id]), 200);
    const read = await trial.read(group, 'Groups');
    checkAt(read, 'id', group.id);
    checkAt(read, 'displayName', displayName);
    await checkMembers(trial.scim, group.id, [stays.id, into.id]);
  },
};
