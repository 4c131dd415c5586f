import type { Case } from '../kit/case.ts';
import { checkSchemas } from '../kit/checks.ts';
import { refusals } from '../kit/refusals.ts';
import { URN } from '../kit/urns.ts';

export const errorSchemas: Case = {
  id: '7644-3.12-error-schemas',
  title: 'Every refusal names the schema of SCIM errors',
  source: 'RFC 7644 §3.12',
  law: 'An error has urn:ietf:params:scim:api:messages:2.0:Error in schemas. Tried with 400, 401, 404 and 409.',
  fix: 'Make all errors in one place, and that of the token check too, which often stands in front of it.',
  async run(trial) {
    for (const answer of await refusals(trial)) checkSchemas(answer, URN.error);
  },
};
