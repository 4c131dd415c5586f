import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';

export const stringBooleans: Case = {
  id: '7644-3.5.2-string-booleans',
  title: 'The text "False" for active is read as false',
  source: 'Microsoft Entra ID',
  law: 'Entra ID sends booleans as texts, "True" and "False", unless it is told otherwise. A server that refuses them, or keeps the text, lets leavers in for ever.',
  fix: 'Read "true" and "false" in any letters as booleans where the attribute is one, and store and answer a boolean.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    const off = await patched(scim, address, { op: 'replace', path: 'active', value: 'False' });
    checkEqual(off['active'], false, 'active after replacing it by "False"');
    const on = await patched(scim, address, { op: 'replace', path: 'active', value: 'True' });
    checkEqual(on['active'], true, 'active after replacing it by "True"');
  },
};
