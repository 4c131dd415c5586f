import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched } from '../kit/changes.ts';

export const addNoDuplicates: Case = {
  id: '7644-3.5.2.1-add-no-duplicates',
  title: 'add of a value that is in the list does not put it in twice',
  source: 'RFC 7644 §3.5.2.1',
  law: 'When the list has the value already, it stays as it is.',
  fix: 'Compare with the values that are there before you append.',
  needs: ['patch'],
  async run({ scim, unique, createUser }) {
    const email = { value: `${unique('work')}@example.com`, type: 'work' };
    const address = addressOf(await createUser({ emails: [email] }));
    checkValues(await patched(scim, address, { op: 'add', path: 'emails', value: [email] }), 'emails', [email.value]);
  },
};
