import type { Case } from '../kit/case.ts';
import { addressOf, patch } from '../kit/changes.ts';
import { checkError } from '../kit/checks.ts';

export const wrongType400: Case = {
  id: '7644-3.5.2-wrong-type-400',
  title: 'A value of the wrong type is answered 400 with invalidValue',
  source: 'RFC 7644 §3.5.2',
  law: 'A value has to be what its attribute is. Anything else is refused with 400 and the scimType invalidValue.',
  fix: 'Check the type of every value against the schema before you store it.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    checkError(await patch(scim, address, { op: 'replace', path: 'active', value: 'perhaps' }), 400, 'invalidValue');
  },
};
