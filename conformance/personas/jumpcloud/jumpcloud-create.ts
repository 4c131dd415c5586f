import type { Case } from '../../kit/case.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';
import { newPerson } from '../client.ts';
import { profileOf } from '../push.ts';

export const jumpcloudCreate: Case = {
  id: 'jumpcloud-create',
  title: 'A user is created with the attributes that were sent',
  source: 'JumpCloud, "Identity Management using a Custom SCIM Integration"',
  law: 'JumpCloud sends the core attributes that its administrator has mapped, and keeps the id of the answer for everything that follows.',
  fix: 'Answer POST /Users with 201 and the id, and store userName, externalId, name, title and active as they were sent.',
  async run(trial) {
    const person = newPerson(trial);
    const { scim, created, read } = trial;
    const answer = await scim.post('/Users', profileOf(person));
    const user = created(answer);
    checkStatus(answer, 201, 200);
    const now = await read(user);
    checkStatus(now, 200);
    checkAt(now, 'userName', person.userName);
    checkAt(now, 'externalId', person.externalId);
    checkAt(now, 'name.familyName', person.familyName);
    checkAt(now, 'title', person.title);
    checkAt(now, 'active', true);
  },
};
