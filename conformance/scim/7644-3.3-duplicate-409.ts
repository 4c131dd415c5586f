import type { Case } from '../kit/case.ts';
import { noted } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const duplicate409: Case = {
  id: '7644-3.3-duplicate-409',
  title: 'A userName that is taken is answered 409',
  source: 'RFC 7644 §3.3',
  law: 'What would break the uniqueness of an attribute is refused with 409. Identity providers then look for the user who is there; on any other status they try for ever, or link the wrong one.',
  fix: 'Put a unique index on userName, and turn its violation into 409.',
  async run({ scim, userBody, created }) {
    const body = userBody();
    created(await scim.post('/Users', body));
    checkStatus(noted({ created }, await scim.post('/Users', body)), 409);
  },
};
