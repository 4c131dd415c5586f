import type { Case } from '../../kit/case.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';
import { newPerson, pathOf } from '../client.ts';
import { profileOf } from '../push.ts';

export const pingPutUpdates: Case = {
  id: 'ping-put-updates',
  title: 'PUT with the whole user changes what is other in it, and keeps the id',
  source: 'Ping Identity, SCIM connector; RFC 7644 §3.5.1',
  law: 'Ping updates users by PUT; PATCH for users is switched off by default.',
  fix: 'Take PUT /Users/{id} without an id in the body, and store every attribute that was sent.',
  async run(trial) {
    const person = newPerson(trial);
    const { scim, created, read } = trial;
    const user = created(await scim.post('/Users', profileOf(person)));
    const after = profileOf({ ...person, givenName: 'Augusta', title: 'Analyst' });
    checkStatus(await scim.put(pathOf('Users', user.id), after), 200, 204);
    const now = await read(user);
    checkStatus(now, 200);
    checkAt(now, 'id', user.id);
    checkAt(now, 'userName', person.userName);
    checkAt(now, 'name.givenName', 'Augusta');
    checkAt(now, 'title', 'Analyst');
  },
};
