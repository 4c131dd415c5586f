import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { at } from '../kit/json.ts';

export const addSubAttribute: Case = {
  id: '7644-3.5.2.1-add-sub-attribute',
  title: 'add with a path to a sub-attribute sets that one alone',
  source: 'RFC 7644 §3.5.2.1',
  law: 'A path like name.middleName leads to one part of a complex attribute; the other parts stay.',
  fix: 'Resolve the dot in a path, and set only what it leads to.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    const after = await patched(scim, address, { op: 'add', path: 'name.middleName', value: 'King' });
    checkEqual(at(after, 'name.middleName'), 'King', 'name.middleName after the PATCH');
    checkEqual(at(after, 'name.familyName'), 'Lovelace', 'name.familyName, which the PATCH does not name,');
  },
};
