import type { Case } from '../../kit/case.ts';
import { checkAt, checkEqual, checkStatus } from '../../kit/checks.ts';
import { at } from '../../kit/json.ts';
import { URN } from '../../kit/urns.ts';
import { newPerson } from '../client.ts';
import { profileOf } from '../push.ts';

export const pingCreate: Case = {
  id: 'ping-create',
  title: 'A user with attributes of the enterprise extension is created, and has them',
  source: 'Ping Identity, "SCIM provisioning features"',
  law: 'Ping sends core and enterprise attributes in one POST.',
  fix: 'Store what stands under the URN of the enterprise extension, and give it back there.',
  async run(trial) {
    const person = newPerson(trial);
    const { scim, created, read } = trial;
    const user = created(await scim.post('/Users', profileOf(person)));
    const now = await read(user);
    checkStatus(now, 200);
    checkAt(now, 'userName', person.userName);
    const { [URN.enterprise]: enterprise } = now.body;
    checkEqual(
      at(enterprise, 'department'),
      person.department,
      'department in the enterprise extension of the new user',
    );
  },
};
