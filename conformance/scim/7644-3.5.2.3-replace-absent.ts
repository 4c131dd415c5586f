import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';

export const replaceAbsent: Case = {
  id: '7644-3.5.2.3-replace-absent',
  title: 'replace of an attribute that has no value gives it one',
  source: 'RFC 7644 §3.5.2.3',
  law: 'When there is nothing to replace, replace does what add does.',
  fix: 'Set the attribute whether it has a value or not.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    const after = await patched(scim, address, { op: 'replace', path: 'title', value: 'Countess' });
    checkEqual(after['title'], 'Countess', 'title after the PATCH');
  },
};
