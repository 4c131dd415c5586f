import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';

export const replaceSimple: Case = {
  id: '7644-3.5.2.3-replace-simple',
  title: 'replace with a path puts a new value in the place of the old one',
  source: 'RFC 7644 §3.5.2.3',
  law: 'replace writes the value at the path over what was there.',
  fix: 'Set the attribute that the path names.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser({ title: 'Miss' }));
    const after = await patched(scim, address, { op: 'replace', path: 'title', value: 'Countess' });
    checkEqual(after['title'], 'Countess', 'title after the PATCH');
  },
};
