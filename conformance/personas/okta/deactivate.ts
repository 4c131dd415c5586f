import { checkAt, checkEqual, checkStatus } from '../../kit/checks.ts';
import { newPerson, type Scenario } from '../client.ts';
import { checkTaken } from './okta-checks.ts';
import type { Okta } from './okta-client.ts';

export const deactivate: Scenario<Okta> = {
  name: 'deactivate',
  title: 'Who is deactivated is inactive, and can still be read and found',
  source: 'Okta, unassignment of a person',
  law: 'Okta never deletes users. OIN apps send PATCH replace {active: false} without a path, AIW apps PUT the fetched object with active false; afterwards it goes on to look for the user.',
  fix: 'Take `active` from a value without a path and from a PUT, end the access, and keep the user in GET and in filters with active false.',
  async run(okta, trial) {
    const person = newPerson(trial);
    const user = trial.created(await okta.create(person));
    checkTaken(await okta.change(user.id, { active: false }), okta);
    const read = await trial.read(user);
    checkStatus(read, 200);
    checkAt(read, 'active', false);
    checkAt(read, 'userName', person.userName);
    const found = await okta.match(person.userName);
    checkEqual([found?.['id'], found?.['active']], [user.id, false], 'id and active of the user found by userName');
  },
};
