import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { at } from '../kit/json.ts';

export const replaceSubAttribute: Case = {
  id: '7644-3.5.2.3-replace-sub-attribute',
  title: 'replace with a path to a sub-attribute changes that one alone',
  source: 'RFC 7644 §3.5.2.3',
  law: 'A path like name.familyName leads to one part of a complex attribute; the other parts stay.',
  fix: 'Resolve the dot in a path, and set only what it leads to.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    const after = await patched(scim, address, { op: 'replace', path: 'name.familyName', value: 'King' });
    checkEqual(at(after, 'name.familyName'), 'King', 'name.familyName after the PATCH');
    checkEqual(at(after, 'name.givenName'), 'Ada', 'name.givenName, which the PATCH does not name,');
  },
};
