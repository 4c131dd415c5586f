import { checkAt, checkStatus } from '../../kit/checks.ts';
import { checkMembers, newPerson, pathOf, type Scenario } from '../client.ts';
import type { Okta } from './okta-client.ts';

export const putReadOnly: Scenario<Okta> = {
  name: 'put-read-only',
  title: 'A PUT of the fetched user with its id, meta and groups is taken, and changes none of them',
  source: 'Okta, update by an AIW app',
  law: 'AIW apps send back the whole object that they have read. What is read-only in it is ignored (RFC 7644 §3.5.1): a group that is named or missing there changes no membership.',
  fix: 'Ignore id, meta and groups of a PUT on a user, instead of refusing them or changing memberships by them.',
  async run(okta, trial) {
    const user = trial.created(await okta.create(newPerson(trial)));
    const group = await trial.createGroup({ members: [{ value: user.id }] });
    const { body: whole } = await trial.read(user);
    for (const groups of [whole['groups'], []]) {
      const answer = await okta.scim.put(pathOf('Users', user.id), { ...whole, groups, title: 'Analyst' });
      checkStatus(answer, 200);
      checkAt(answer, 'id', user.id);
      checkAt(answer, 'title', 'Analyst');
      await checkMembers(trial.scim, group.id, [user.id]);
    }
  },
};
