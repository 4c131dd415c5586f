import type { Case } from '../../kit/case.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';
import { newPerson, pathOf } from '../client.ts';
import { profileOf } from '../push.ts';

// That it PUTs is from a weak source; it may DELETE as well.
export const jumpcloudDeactivateReactivate: Case = {
  id: 'jumpcloud-deactivate-reactivate',
  title: 'Somebody who loses the app is switched off with their profile, and on again under the same id',
  source: 'JumpCloud, "Identity Management using a Custom SCIM Integration"',
  law: 'JumpCloud deactivates those who are no longer bound to the app, by the whole profile with active false, and sends it with true when they are bound again.',
  fix: 'Take active from PUT /Users/{id}, both ways, and keep the id.',
  async run(trial) {
    const person = newPerson(trial);
    const { scim, created, read } = trial;
    const user = created(await scim.post('/Users', profileOf(person)));
    for (const active of [false, true]) {
      checkStatus(await scim.put(pathOf('Users', user.id), profileOf(person, active)), 200, 204);
      const now = await read(user);
      checkStatus(now, 200);
      checkAt(now, 'id', user.id);
      checkAt(now, 'active', active);
    }
  },
};
