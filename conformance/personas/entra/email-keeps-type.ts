import { checkEqual, checkStatus } from '../../kit/checks.ts';
import { objectsIn } from '../../kit/json.ts';
import type { Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const emailKeepsType: Scenario<Entra> = {
  name: 'email-keeps-type',
  title: 'A work e-mail that is added by its filter has the type work, and is found by it',
  source: 'Microsoft Entra ID, update of a user',
  law: 'Entra adds emails[type eq "work"].value to somebody without an e-mail, and asks for it with the same filter in the next cycle. An e-mail without its type is added again and again.',
  fix: 'Store `type: "work"` with the e-mail that a filter of this kind makes.',
  async run(entra, trial) {
    const user = await trial.createUser({ emails: [] });
    const value = `${trial.unique('work')}@example.com`;
    checkStatus(await entra.addToUser(user.id, { 'emails[type eq "work"].value': value }), 200, 204);
    const emails = objectsIn((await trial.read(user)).body['emails']).map((each) => [each['value'], each['type']]);
    checkEqual(emails, [[value, 'work']], 'the e-mails of the user (value, type)');
    const found = await entra.matchUser('emails[type eq "work"].value', value);
    checkEqual(found?.['id'], user.id, 'the id of the user found by the work e-mail');
  },
};
