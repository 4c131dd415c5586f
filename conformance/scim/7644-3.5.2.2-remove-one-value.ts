import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched } from '../kit/changes.ts';

export const removeOneValue: Case = {
  id: '7644-3.5.2.2-remove-one-value',
  title: 'remove with a filter takes the values that it meets, and leaves the others',
  source: 'RFC 7644 §3.5.2.2',
  law: 'A path like emails[type eq "home"] leads to the values that meet the filter; the others stay.',
  fix: 'Run the filter of the path over the values, and remove those that meet it.',
  needs: ['patch'],
  async run({ scim, unique, createUser }) {
    const [work, home] = [`${unique('work')}@example.com`, `${unique('home')}@example.com`];
    const emails = [
      { value: work, type: 'work', primary: true },
      { value: home, type: 'home' },
    ];
    const address = addressOf(await createUser({ emails }));
    checkValues(await patched(scim, address, { op: 'remove', path: 'emails[type eq "home"]' }), 'emails', [work]);
  },
};
