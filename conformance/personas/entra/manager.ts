import { checkEqual, checkStatus } from '../../kit/checks.ts';
import { at, type Json } from '../../kit/json.ts';
import { URN } from '../../kit/urns.ts';
import type { Scenario } from '../client.ts';
import { type Entra, MANAGER } from './entra-client.ts';
import { opOf } from './operations.ts';

export const manager: Scenario<Entra> = {
  name: 'manager',
  title: 'The manager is set in every shape that Entra uses, and cleared by ""',
  source: 'Microsoft SCIM validator, add, replace and remove manager',
  law: 'The value for urn:…:enterprise:2.0:User:manager comes as a list with one {$ref, value}, as an object, as a bare id, and as a key of a value without a path; "" takes the manager away.',
  fix: 'Read all of these as manager.value; take "" as the removal of the manager.',
  async run(entra, trial) {
    const [user, one, two] = [await trial.createUser(), await trial.createUser(), await trial.createUser()];
    const [add, replace] = [opOf(entra.dialect, 'add'), opOf(entra.dialect, 'replace')];
    const isManager = async (id: string | undefined, operation: Json): Promise<void> => {
      checkStatus(await entra.patchUser(user.id, operation), 200, 204);
      const read = await trial.read(user);
      checkStatus(read, 200);
      const value = at(read.body[URN.enterprise], 'manager.value');
      checkEqual(value, id, `manager.value after the operation ${JSON.stringify(operation)}`);
    };
    await isManager(one.id, { op: add, path: MANAGER, value: [{ $ref: `../Users/${one.id}`, value: one.id }] });
    await isManager(two.id, { op: replace, path: MANAGER, value: two.id });
    await isManager(one.id, { op: replace, path: MANAGER, value: { value: one.id } });
    await isManager(two.id, { op: replace, value: { [MANAGER]: two.id } });
    await isManager(undefined, { op: replace, path: MANAGER, value: '' });
  },
};
