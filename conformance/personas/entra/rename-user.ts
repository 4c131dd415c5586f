import { checkEqual, checkStatus } from '../../kit/checks.ts';
import { checkFindsNobody, newPerson, quoted, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';
import { opOf } from './operations.ts';

export const renameUser: Scenario<Entra> = {
  name: 'rename-user',
  title: 'A userName is replaced by a PATCH without a path',
  source: 'Microsoft SCIM validator, update userName',
  law: 'Entra sends replace with the value {userName}. The id stays, and only the new name is found from then on.',
  fix: 'Apply a value without a path attribute by attribute, and let userName be changed.',
  async run(entra, trial) {
    const person = newPerson(trial);
    const { id } = trial.created(await entra.createUser(person));
    const userName = `${trial.unique('renamed')}@example.com`;
    checkStatus(await entra.patchUser(id, { op: opOf(entra.dialect, 'replace'), value: { userName } }), 200, 204);
    checkEqual(
      (await entra.matchUser('userName', userName))?.['id'],
      id,
      'the id of the user found by the new userName',
    );
    await checkFindsNobody(entra.scim, '/Users', `userName eq ${quoted(person.userName)}`);
  },
};
