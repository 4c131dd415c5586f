import type { Case } from '../kit/case.ts';
import { addressOf, patch } from '../kit/changes.ts';
import { checkError } from '../kit/checks.ts';

export const readOnly400: Case = {
  id: '7644-3.5.2-read-only-400',
  title: 'A change of id is answered 400 with mutability',
  source: 'RFC 7644 §3.5.2',
  law: 'An operation whose target is read-only is refused with 400 and the scimType mutability.',
  fix: 'Check each target against the schema, and refuse what is read-only; an id that is equal to the resource’s own may pass.',
  needs: ['patch'],
  async run({ scim, unique, createUser }) {
    const address = addressOf(await createUser());
    checkError(await patch(scim, address, { op: 'replace', path: 'id', value: unique('other') }), 400, 'mutability');
  },
};
