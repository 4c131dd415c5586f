import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';

export const addSimple: Case = {
  id: '7644-3.5.2.1-add-simple',
  title: 'add with a path gives an attribute its first value',
  source: 'RFC 7644 §3.5.2.1',
  law: 'add writes the value at the path when there was none.',
  fix: 'Set the attribute that the path names.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const after = await patched(scim, addressOf(await createUser()), { op: 'add', path: 'title', value: 'Countess' });
    checkEqual(after['title'], 'Countess', 'title after the PATCH');
  },
};
