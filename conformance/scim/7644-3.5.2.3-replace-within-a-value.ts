import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, elementOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';

export const replaceWithinAValue: Case = {
  id: '7644-3.5.2.3-replace-within-a-value',
  title: 'replace of emails[type eq "work"].value changes that one value',
  source: 'RFC 7644 §3.5.2.3',
  law: 'A path with a filter and a sub-attribute leads to that part of the values that meet the filter. Entra ID changes addresses so.',
  fix: 'Run the filter over the values, and set the sub-attribute of those that meet it.',
  needs: ['patch'],
  async run({ scim, unique, createUser }) {
    const [work, home, next] = ['work', 'home', 'next'].map((stem) => `${unique(stem)}@example.com`);
    const emails = [
      { value: work, type: 'work', primary: true },
      { value: home, type: 'home' },
    ];
    const address = addressOf(await createUser({ emails }));
    const after = await patched(scim, address, { op: 'replace', path: 'emails[type eq "work"].value', value: next });
    checkValues(after, 'emails', [`${next}`, `${home}`]);
    checkEqual(
      elementOf(after, 'emails', `${next}`)['type'],
      'work',
      'type of the value, which the PATCH does not name,',
    );
  },
};
