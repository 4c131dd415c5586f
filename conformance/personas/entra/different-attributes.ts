import { checkAt, checkEqual, checkStatus } from '../../kit/checks.ts';
import { newPerson, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';
import { opOf } from './operations.ts';

export const differentAttributes: Scenario<Entra> = {
  name: 'different-attributes',
  title: 'One PATCH removes, adds and replaces different attributes',
  source: 'Microsoft SCIM validator, several operations on different attributes',
  law: 'One PATCH has an operation of each kind. All are applied.',
  fix: 'Apply every operation of a PATCH; compare `op` without regard to case.',
  async run(entra, trial) {
    const user = trial.created(await entra.createUser(newPerson(trial)));
    const answer = await entra.patchUser(
      user.id,
      { op: opOf(entra.dialect, 'remove'), path: 'title' },
      { op: opOf(entra.dialect, 'add'), path: 'nickName', value: 'Ada' },
      { op: opOf(entra.dialect, 'replace'), path: 'displayName', value: 'A. Lovelace' },
    );
    checkStatus(answer, 200, 204);
    const read = await trial.read(user);
    checkEqual(read.body['title'] ?? '', '', `title in the answer to ${read.request}`);
    checkAt(read, 'nickName', 'Ada');
    checkAt(read, 'displayName', 'A. Lovelace');
  },
};
