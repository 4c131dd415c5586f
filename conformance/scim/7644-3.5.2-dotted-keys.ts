import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { at } from '../kit/json.ts';

export const dottedKeys: Case = {
  id: '7644-3.5.2-dotted-keys',
  title: 'A key like name.familyName in an operation without a path names the sub-attribute',
  source: 'Microsoft Entra ID',
  law: 'With its newer dialect Entra ID sends all plain changes in one operation without a path, with dotted keys. They mean the same as paths.',
  fix: 'Read each key of a value without a path as a path of its own.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    const value = { displayName: 'Augusta King', 'name.familyName': 'King' };
    const after = await patched(scim, address, { op: 'replace', value });
    checkEqual(at(after, 'name.familyName'), 'King', 'name.familyName after the PATCH');
    checkEqual(at(after, 'name.givenName'), 'Ada', 'name.givenName, which the PATCH does not name,');
  },
};
