import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched } from '../kit/changes.ts';

export const replaceListWithoutPath: Case = {
  id: '7644-3.5.2.3-replace-list-without-path',
  title: 'replace of a list without a path replaces all its values',
  source: 'RFC 7644 §3.5.2.3',
  law: 'Without a path too, all values of a multi-valued attribute are replaced by those that were sent.',
  fix: 'Treat each key of the value as replace with that path.',
  needs: ['patch'],
  async run({ scim, unique, createUser }) {
    const [work, other] = [`${unique('work')}@example.com`, `${unique('other')}@example.com`];
    const address = addressOf(await createUser({ emails: [{ value: work, type: 'work', primary: true }] }));
    const value = { emails: [{ value: other, type: 'work', primary: true }] };
    checkValues(await patched(scim, address, { op: 'replace', value }), 'emails', [other]);
  },
};
