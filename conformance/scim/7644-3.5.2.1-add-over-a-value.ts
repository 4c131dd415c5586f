import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';

export const addOverAValue: Case = {
  id: '7644-3.5.2.1-add-over-a-value',
  title: 'add with a path to a single value replaces it',
  source: 'RFC 7644 §3.5.2.1',
  law: 'When the target of add is a single-valued attribute that has a value, the value is replaced.',
  fix: 'Set the attribute whether it has a value or not.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser({ title: 'Miss' }));
    const after = await patched(scim, address, { op: 'add', path: 'title', value: 'Countess' });
    checkEqual(after['title'], 'Countess', 'title after the PATCH');
  },
};
