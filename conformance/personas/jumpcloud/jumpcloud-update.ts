import type { Case } from '../../kit/case.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';
import { newPerson, pathOf } from '../client.ts';
import { profileOf } from '../push.ts';

// That it PUTs is from a weak source; PATCH is named beside it.
export const jumpcloudUpdate: Case = {
  id: 'jumpcloud-update',
  title: 'A changed profile is taken as a whole, and the user keeps id and externalId',
  source: 'JumpCloud, "Identity Management using a Custom SCIM Integration"; RFC 7644 §3.5.1',
  law: 'When a profile changes JumpCloud sends all mapped attributes again, to the id that it has kept.',
  fix: 'Take PUT /Users/{id} store what is in it, and leave id and externalId as they are.',
  async run(trial) {
    const person = newPerson(trial);
    const { scim, created, read } = trial;
    const user = created(await scim.post('/Users', profileOf(person)));
    const after = profileOf({ ...person, familyName: 'King', department: 'Engines' });
    checkStatus(await scim.put(pathOf('Users', user.id), after), 200, 204);
    const now = await read(user);
    checkStatus(now, 200);
    checkAt(now, 'id', user.id);
    checkAt(now, 'externalId', person.externalId);
    checkAt(now, 'name.familyName', 'King');
  },
};
