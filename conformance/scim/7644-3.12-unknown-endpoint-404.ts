import type { Case } from '../kit/case.ts';
import { checkSchemas, checkStatus } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const unknownEndpoint404: Case = {
  id: '7644-3.12-unknown-endpoint-404',
  title: 'An address that is none is answered 404 with a SCIM Error',
  source: 'RFC 7644 §3.12',
  law: 'What is not there is answered 404, and the error is in the form of SCIM, not a page of the framework.',
  fix: 'Put a handler behind all others under the base URL that answers 404 with a SCIM Error.',
  async run({ scim, unique }) {
    const answer = await scim.get(`/${unique('Nothing')}`);
    checkStatus(answer, 404);
    checkSchemas(answer, URN.error);
  },
};
