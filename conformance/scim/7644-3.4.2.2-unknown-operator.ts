import type { Case } from '../kit/case.ts';
import { checkError } from '../kit/checks.ts';

export const unknownOperatorIs400: Case = {
  id: '7644-3.4.2.2-unknown-operator',
  title: 'An operator that does not exist is refused with invalidFilter',
  source: 'RFC 7644 §3.4.2.2',
  law: 'A server that does not know an operator must refuse the filter with 400 and invalidFilter.',
  fix: 'Answer 400 with scimType invalidFilter for any operator that you do not evaluate.',
  async run({ scim, unique }) {
    for (const operator of ['like', '='])
      checkError(
        await scim.get('/Users', { query: { filter: `userName ${operator} "${unique('nobody')}"` } }),
        400,
        'invalidFilter',
      );
  },
};
