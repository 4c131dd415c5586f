import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { objectsIn } from '../kit/json.ts';

export const onePrimary: Case = {
  id: '7644-3.5.2-one-primary',
  title: 'A new primary value takes that from the old one',
  source: 'RFC 7644 §3.5.2',
  law: 'At most one value of an attribute is primary. When a PATCH makes another one primary, the server makes the old one an ordinary one.',
  fix: 'After the operations, take `primary` from every value but the last that got it.',
  needs: ['patch'],
  async run({ scim, unique, createUser }) {
    const [old, next] = [`${unique('old')}@example.com`, `${unique('next')}@example.com`];
    const user = await createUser({ emails: [{ value: old, type: 'work', primary: true }] });
    const value = [{ value: next, type: 'home', primary: true }];
    const after = await patched(scim, addressOf(user), { op: 'add', path: 'emails', value });
    const primaries = objectsIn(after['emails']).filter(({ primary }) => primary === true);
    checkEqual(
      primaries.map((each) => each['value']),
      [next],
      'the values that are primary',
    );
  },
};
