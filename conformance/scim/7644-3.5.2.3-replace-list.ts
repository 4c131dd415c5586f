import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched } from '../kit/changes.ts';

export const replaceList: Case = {
  id: '7644-3.5.2.3-replace-list',
  title: 'replace with a path to a list replaces all its values',
  source: 'RFC 7644 §3.5.2.3',
  law: 'When the target is multi-valued and there is no filter, all its values are replaced.',
  fix: 'Write the list of the value in the place of the stored one.',
  needs: ['patch'],
  async run({ scim, unique, createUser }) {
    const [work, home, other] = ['work', 'home', 'other'].map((stem) => `${unique(stem)}@example.com`);
    const emails = [
      { value: work, type: 'work', primary: true },
      { value: home, type: 'home' },
    ];
    const address = addressOf(await createUser({ emails }));
    const value = [{ value: other, type: 'work', primary: true }];
    checkValues(await patched(scim, address, { op: 'replace', path: 'emails', value }), 'emails', [`${other}`]);
  },
};
