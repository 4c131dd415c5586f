import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { at } from '../kit/json.ts';

export const opInAnyCase: Case = {
  id: '7644-3.5.2-op-in-any-case',
  title: 'Names of operations are read in any letters, Add and Replace too',
  source: 'Microsoft Entra ID',
  law: 'The RFC writes add, remove, replace; Entra ID sends Add, Remove, Replace unless it is told otherwise. A server that insists stops all its updates.',
  fix: 'Compare `op` without regard to case.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const after = await patched(
      scim,
      addressOf(await createUser({ title: 'Countess' })),
      { op: 'Replace', path: 'displayName', value: 'Augusta King' },
      { op: 'Add', path: 'name.middleName', value: 'King' },
      { op: 'Remove', path: 'title' },
    );
    checkEqual(after['displayName'], 'Augusta King', 'displayName after Replace');
    checkEqual(at(after, 'name.middleName'), 'King', 'name.middleName after Add');
    checkEqual(after['title'] ?? null, null, 'title after Remove');
  },
};
