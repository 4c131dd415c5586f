import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched } from '../kit/changes.ts';

export const addAppendsWithoutPath: Case = {
  id: '7644-3.5.2.1-add-appends-without-path',
  title: 'add of a list without a path appends to it',
  source: 'RFC 7644 §3.5.2.1',
  law: 'Without a path too, values of a multi-valued attribute come to those that are there.',
  fix: 'Treat each key of the value as add with that path.',
  needs: ['patch'],
  async run({ scim, unique, createUser }) {
    const [work, home] = [`${unique('work')}@example.com`, `${unique('home')}@example.com`];
    const address = addressOf(await createUser({ emails: [{ value: work, type: 'work' }] }));
    const value = { emails: [{ value: home, type: 'home' }] };
    checkValues(await patched(scim, address, { op: 'add', value }), 'emails', [work, home]);
  },
};
