import type { Case } from '../kit/case.ts';
import { addressOf, patch } from '../kit/changes.ts';
import { checkError } from '../kit/checks.ts';

export const unknownOp400: Case = {
  id: '7644-3.5.2-unknown-op-400',
  title: 'An operation that is none of the three is answered 400 with invalidSyntax',
  source: 'RFC 7644 §3.5.2',
  law: 'There are add, remove and replace. Anything else is refused with 400 and the scimType invalidSyntax.',
  fix: 'Check `op` before you apply anything.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    checkError(await patch(scim, address, { op: 'move', path: 'displayName', value: 'x' }), 400, 'invalidSyntax');
  },
};
