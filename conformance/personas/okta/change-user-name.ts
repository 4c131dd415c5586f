import { checkEqual } from '../../kit/checks.ts';
import { checkFindsNobody, newPerson, quoted, type Scenario } from '../client.ts';
import { checkTaken } from './okta-checks.ts';
import type { Okta } from './okta-client.ts';

export const changeUserName: Scenario<Okta> = {
  name: 'change-user-name',
  title: 'A changed userName keeps the id, and only the new one is found',
  source: 'Okta, update of a profile',
  law: 'A person may get another name or address; Okta sends the new userName to the id that it keeps.',
  fix: 'Let userName be changed by PATCH and PUT, keep the id, and let the old name be free.',
  async run(okta, trial) {
    const person = newPerson(trial);
    const { id } = trial.created(await okta.create(person));
    const userName = `${trial.unique('renamed')}@example.com`;
    checkTaken(await okta.change(id, { userName }), okta);
    checkEqual((await okta.match(userName))?.['id'], id, 'the id of the user found by the new userName');
    await checkFindsNobody(okta.scim, '/Users', `userName eq ${quoted(person.userName)}`);
  },
};
