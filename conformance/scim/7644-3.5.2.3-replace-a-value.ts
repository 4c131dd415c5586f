import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched } from '../kit/changes.ts';

export const replaceAValue: Case = {
  id: '7644-3.5.2.3-replace-a-value',
  title: 'replace of emails[type eq "home"] replaces that value as a whole',
  source: 'RFC 7644 §3.5.2.3',
  law: 'A path with a filter and nothing behind it leads to the values that meet it, as a whole.',
  fix: 'Run the filter over the values, and put the new value in the place of those that meet it.',
  needs: ['patch'],
  async run({ scim, unique, createUser }) {
    const [work, home, next] = ['work', 'home', 'next'].map((stem) => `${unique(stem)}@example.com`);
    const emails = [
      { value: work, type: 'work', primary: true },
      { value: home, type: 'home' },
    ];
    const address = addressOf(await createUser({ emails }));
    const value = { value: next, type: 'home' };
    const after = await patched(scim, address, { op: 'replace', path: 'emails[type eq "home"]', value });
    checkValues(after, 'emails', [`${work}`, `${next}`]);
  },
};
