import { checkAt, checkEqual } from '../../kit/checks.ts';
import { at } from '../../kit/json.ts';
import { URN } from '../../kit/urns.ts';
import { newPerson, type Scenario } from '../client.ts';
import { checkTaken } from './okta-checks.ts';
import { type Okta, oktaProfile } from './okta-client.ts';

export const changeProfile: Scenario<Okta> = {
  name: 'change-profile',
  title: 'A changed profile arrives as a whole, and the user stays who it was',
  source: 'Okta, update of a profile',
  law: 'OIN apps send PATCH replace without a path, whose value has the changed attributes; AIW apps fetch the user and PUT the whole object with the changes, id, meta and groups included.',
  fix: 'Apply each attribute of a value without a path, complex ones and the URN of an extension included; ignore read-only attributes in a PUT instead of refusing them.',
  async run(okta, trial) {
    const person = newPerson(trial);
    const user = trial.created(await okta.create(person));
    const after = { ...person, givenName: 'Augusta', title: 'Analyst', department: 'Engines' };
    checkTaken(await okta.change(user.id, oktaProfile(after)), okta);
    const read = await trial.read(user);
    checkAt(read, 'id', user.id);
    checkAt(read, 'userName', person.userName);
    checkAt(read, 'name.givenName', 'Augusta');
    checkAt(read, 'name.familyName', 'Lovelace');
    checkAt(read, 'title', 'Analyst');
    const extension = read.body[URN.enterprise];
    checkEqual(at(extension, 'department'), 'Engines', `department of the enterprise extension in ${read.request}`);
  },
};
