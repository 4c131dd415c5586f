import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { check, checkEqual } from '../kit/checks.ts';
import { at, shown } from '../kit/json.ts';

export const removeSubAttribute: Case = {
  id: '7644-3.5.2.2-remove-sub-attribute',
  title: 'remove with a path to a sub-attribute takes that one alone',
  source: 'RFC 7644 §3.5.2.2',
  law: 'A path like name.middleName leads to one part of a complex attribute; the other parts stay.',
  fix: 'Resolve the dot in a path, and clear only what it leads to.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const name = { givenName: 'Ada', middleName: 'King', familyName: 'Lovelace' };
    const after = await patched(scim, addressOf(await createUser({ name })), { op: 'remove', path: 'name.middleName' });
    const left = at(after, 'name.middleName');
    check(!left, `name.middleName should be gone after the PATCH, and is ${shown(left)}.`);
    checkEqual(at(after, 'name.familyName'), 'Lovelace', 'name.familyName, which the PATCH does not name,');
  },
};
