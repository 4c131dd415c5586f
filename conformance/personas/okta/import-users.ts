import { newPerson, type Scenario } from '../client.ts';
import { checkImported, importAll } from './import.ts';
import { checkTaken } from './okta-checks.ts';
import type { Okta } from './okta-client.ts';

export const importUsers: Scenario<Okta> = {
  name: 'import-users',
  title: 'An import shows every user once, inactive ones too',
  source: 'Okta, import of users',
  law: 'Okta reads startIndex=1, 101, 201 … up to totalResults. With the app as the source of profiles, who is missing in an import is deactivated in Okta.',
  fix: 'Give all pages one stable order (ORDER BY something unique), fill each page up to `count`, and list inactive users like others.',
  async run(okta, trial) {
    const own: string[] = [];
    for (let made = 0; made < 5; made += 1) own.push(trial.created(await okta.create(newPerson(trial))).id);
    checkTaken(await okta.change(String(own[2]), { active: false }), okta);
    checkImported(await importAll(okta, 'Users', trial), own, 'Users');
  },
};
