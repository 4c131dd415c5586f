import type { Case } from '../kit/case.ts';
import { addressOf, patch } from '../kit/changes.ts';
import { checkError } from '../kit/checks.ts';

export const unknownAttribute400: Case = {
  id: '7644-3.5.2-unknown-attribute-400',
  title: 'A path that leads to no attribute is answered 400',
  source: 'RFC 7644 §3.5.2',
  law: 'An operation has to fit the schema. A path to an attribute that does not exist is refused with 400, so that an administrator sees that the mapping is wrong.',
  fix: 'Look the path up in the schema, and answer 400 with invalidPath or noTarget when there is no such attribute.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    checkError(await patch(scim, address, { op: 'replace', path: 'name.shoeSize', value: 'x' }), 400);
  },
};
