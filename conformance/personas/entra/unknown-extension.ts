import { checkAt, checkStatus } from '../../kit/checks.ts';
import { newPerson, type Scenario } from '../client.ts';
import { type Entra, entraUser } from './entra-client.ts';

export const unknownExtension: Scenario<Entra> = {
  name: 'unknown-extension',
  title: 'A user with an extension that the server does not know is created',
  source: 'Microsoft Entra ID, custom extensions',
  law: 'Mapped extension attributes come under their URN, which `schemas` need not name. Where that is refused, nobody with the attribute can be created.',
  fix: 'Keep or ignore attributes of an unknown URN, and do not refuse the request.',
  async run({ scim }, trial) {
    const person = newPerson(trial);
    const urn = 'urn:ietf:params:scim:schemas:extension:example:2.0:User';
    const answer = await scim.post('/Users', { ...entraUser(person), [urn]: { tag: 'A1' } });
    const user = trial.created(answer);
    checkStatus(answer, 201);
    checkAt(await trial.read(user), 'userName', person.userName);
  },
};
