import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { check, checkEqual } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const opInAnyCase: Case = {
  id: '7644-3.5.2-op-in-any-case',
  title: 'Names of operations are read in any letters, Add and Replace too',
  source: 'Microsoft Entra ID',
  law: 'The RFC writes add, remove, replace; Entra ID sends Add, Remove, Replace unless it is told otherwise. A server that insists stops all its updates.',
  fix: 'Compare `op` without regard to case.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser({ nickName: 'Ada' }));
    const replaced = await patched(scim, address, { op: 'Replace', path: 'displayName', value: 'Augusta King' });
    checkEqual(replaced['displayName'], 'Augusta King', 'displayName after Replace');
    const added = await patched(scim, address, { op: 'Add', path: 'title', value: 'Countess' });
    checkEqual(added['title'], 'Countess', 'title after Add');
    const removed = await patched(scim, address, { op: 'Remove', path: 'nickName' });
    check(!removed['nickName'], `nickName should be gone after Remove, and is ${shown(removed['nickName'])}.`);
  },
};
