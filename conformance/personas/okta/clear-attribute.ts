import { check, checkAt } from '../../kit/checks.ts';
import { shown } from '../../kit/json.ts';
import { newPerson, type Scenario } from '../client.ts';
import { checkTaken } from './okta-checks.ts';
import type { Okta } from './okta-client.ts';

export const clearAttribute: Scenario<Okta> = {
  name: 'clear-attribute',
  title: 'An attribute that is pushed empty is empty',
  source: 'Okta OIN test plan, push empty values',
  law: 'Who has no title any more is pushed with an empty text for it, and the app must not go on showing the old one.',
  fix: 'Take "" for an optional attribute as its removal, or store it as it is.',
  async run(okta, trial) {
    const user = trial.created(await okta.create(newPerson(trial)));
    checkTaken(await okta.change(user.id, { title: '' }), okta);
    const read = await trial.read(user);
    checkAt(read, 'id', user.id);
    const title = read.body['title'] ?? '';
    check(title === '', `title in the answer to ${read.request} should be empty or absent, and is ${shown(title)}.`);
  },
};
