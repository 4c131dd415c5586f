import { checkEqual } from '../../kit/checks.ts';
import type { Scenario } from '../client.ts';
import type { Okta } from './okta-client.ts';

export const findGroup: Scenario<Okta> = {
  name: 'find-group',
  title: 'A group is found by its displayName, and no other is',
  source: 'Okta, group push to a group that is there',
  law: 'Okta looks for the displayName and links to the first group of the answer. Where the filter is ignored it links to a wrong group, and overwrites it.',
  fix: 'Honour displayName eq "…" on /Groups, with startIndex and count beside it; 400 for what cannot be honoured.',
  async run(okta, trial) {
    const [one, two] = [await trial.createGroup(), await trial.createGroup()];
    for (const { id, displayName } of [one, two])
      checkEqual(
        (await okta.findGroup(String(displayName)))?.['id'],
        id,
        `the id of the group named ${String(displayName)}`,
      );
    const none = await okta.findGroup(trial.unique('Nothing'));
    checkEqual(none, undefined, 'the group found by a name that none has');
  },
};
