import { checkAt, checkEqual } from '../../kit/checks.ts';
import { checkMembers, newPerson, type Scenario } from '../client.ts';
import { checkTaken } from './okta-checks.ts';
import { type Okta, replacing } from './okta-client.ts';

export const reactivate: Scenario<Okta> = {
  name: 'reactivate',
  title: 'Who is reactivated has the same id, and is in the groups that were pushed meanwhile',
  source: 'Okta OIN test plan, reactivate',
  law: 'Okta looks for the userName and sets active true. A deactivated member stays in pushed groups, so the push of a group names people who are inactive.',
  fix: 'Keep the record of an inactive user under its id, let it be a member, and switch it on again by active true.',
  async run(okta, trial) {
    const person = newPerson(trial);
    const user = trial.created(await okta.create(person));
    const group = trial.created(await okta.createGroup(trial.unique('Reactivate')));
    checkTaken(await okta.change(user.id, { active: false }), okta);
    const pushed =
      okta.app === 'oin'
        ? await okta.patchGroup(group.id, replacing([user.id]))
        : await okta.putGroup(group.id, String(group['displayName']), [user.id]);
    checkTaken(pushed, okta);
    checkEqual((await okta.match(person.userName))?.['id'], user.id, 'the id of the inactive user found by userName');
    checkTaken(await okta.change(user.id, { active: true }), okta);
    checkAt(await trial.read(user), 'active', true);
    await checkMembers(trial.scim, group.id, [user.id]);
  },
};
