import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched } from '../kit/changes.ts';

export const addAppends: Case = {
  id: '7644-3.5.2.1-add-appends',
  title: 'add to a list appends to it',
  source: 'RFC 7644 §3.5.2.1',
  law: 'When the target of add is multi-valued, the new values come to those that are there.',
  fix: 'Append the values; do not write them over the list.',
  needs: ['patch'],
  async run({ scim, unique, createUser }) {
    const [work, home] = [`${unique('work')}@example.com`, `${unique('home')}@example.com`];
    const address = addressOf(await createUser({ emails: [{ value: work, type: 'work' }] }));
    const value = [{ value: home, type: 'home' }];
    checkValues(await patched(scim, address, { op: 'add', path: 'emails', value }), 'emails', [work, home]);
  },
};
