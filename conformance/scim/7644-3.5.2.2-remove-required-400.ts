import type { Case } from '../kit/case.ts';
import { addressOf, patch } from '../kit/changes.ts';
import { checkError } from '../kit/checks.ts';

export const removeRequired400: Case = {
  id: '7644-3.5.2.2-remove-required-400',
  title: 'remove of what is required is answered 400 with mutability',
  source: 'RFC 7644 §3.5.2.2',
  law: 'What a resource must have cannot be removed: 400 with the scimType mutability.',
  fix: 'Check the target of remove against the schema, and refuse what is required or read-only.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    checkError(await patch(scim, address, { op: 'remove', path: 'userName' }), 400, 'mutability');
  },
};
