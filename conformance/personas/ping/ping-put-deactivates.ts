import type { Case } from '../../kit/case.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';
import { newPerson, pathOf } from '../client.ts';
import { profileOf } from '../push.ts';

export const pingPutDeactivates: Case = {
  id: 'ping-put-deactivates',
  title: 'PUT with active false switches a user off, and with true on again',
  source: 'Ping Identity, SCIM connector, remove action "Disable"',
  law: 'Ping disables by PUT of the whole user with active false, and enables the same way. The user has to be there to be enabled.',
  fix: 'Take active from PUT /Users/{id}, and keep inactive users readable under their id.',
  async run(trial) {
    const person = newPerson(trial);
    const { scim, created, read } = trial;
    const user = created(await scim.post('/Users', profileOf(person)));
    for (const active of [false, true]) {
      checkStatus(await scim.put(pathOf('Users', user.id), profileOf(person, active)), 200, 204);
      const now = await read(user);
      checkStatus(now, 200);
      checkAt(now, 'userName', person.userName);
      checkAt(now, 'active', active);
    }
  },
};
