import type { Scenario } from '../client.ts';
import { checkImported, importAll } from './import.ts';
import type { Okta } from './okta-client.ts';

export const importGroups: Scenario<Okta> = {
  name: 'import-groups',
  title: 'An import shows every group once',
  source: 'Okta, import of groups',
  law: 'After the users Okta reads the groups, page by page, up to totalResults.',
  fix: 'Page groups as users: one stable order, pages filled up to `count`, and an exact totalResults.',
  async run(okta, trial) {
    const own: string[] = [];
    for (let made = 0; made < 5; made += 1)
      own.push(trial.created(await okta.createGroup(trial.unique('Imported'))).id);
    checkImported(await importAll(okta, 'Groups', trial), own, 'Groups');
  },
};
