import { check, checkEqual, checkStatus } from '../../kit/checks.ts';
import { at } from '../../kit/json.ts';
import { URN } from '../../kit/urns.ts';
import { newPerson, type Scenario } from '../client.ts';
import type { Entra } from './entra-client.ts';

export const clearValues: Scenario<Entra> = {
  name: 'clear-values',
  title: 'null and "" clear an optional attribute',
  source: 'Microsoft logic app validation, null update',
  law: 'Where a value has gone in Entra, the app gets Replace with null or with "" for it, and must not go on showing the old one.',
  fix: 'Take null and "" for an optional attribute as its removal.',
  async run(entra, trial) {
    for (const empty of [null, '']) {
      const user = trial.created(await entra.createUser(newPerson(trial)));
      const cleared = { title: empty, [`${URN.enterprise}:department`]: empty };
      checkStatus(await entra.replaceInUser(user.id, cleared), 200, 204);
      const { body, request, status } = await trial.read(user);
      check(status === 200, `${request} should be answered with 200, and was with ${status}.`);
      const left = [body['title'], at(body[URN.enterprise], 'department')].filter((value) => (value ?? '') !== '');
      checkEqual(left, [], `what is left of title and department after a PATCH with ${JSON.stringify(empty)}`);
    }
  },
};
