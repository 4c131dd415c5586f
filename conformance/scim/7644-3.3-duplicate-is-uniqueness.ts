import type { Case } from '../kit/case.ts';
import { noted } from '../kit/changes.ts';
import { checkAt } from '../kit/checks.ts';

export const duplicateIsUniqueness: Case = {
  id: '7644-3.3-duplicate-is-uniqueness',
  title: 'The refusal of a taken userName has the scimType uniqueness',
  source: 'RFC 7644 §3.3; §3.12, table 9',
  law: 'A client tells one conflict from another by scimType: for a value that is taken it is uniqueness.',
  fix: 'Put `"scimType": "uniqueness"` into the SCIM Error of that refusal.',
  async run({ scim, userBody, created }) {
    const body = userBody();
    created(await scim.post('/Users', body));
    const answer = noted({ created }, await scim.post('/Users', body));
    checkAt(answer, 'scimType', 'uniqueness');
  },
};
