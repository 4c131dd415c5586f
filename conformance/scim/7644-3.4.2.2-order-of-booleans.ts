import type { Case } from '../kit/case.ts';
import { checkError } from '../kit/checks.ts';

export const orderOfBooleansIs400: Case = {
  id: '7644-3.4.2.2-order-of-booleans',
  title: 'gt and its like on a boolean are refused with invalidFilter',
  source: 'RFC 7644 §3.4.2.2',
  law: 'true and false have no order. A filter that asks for it must be answered with 400 and invalidFilter.',
  fix: 'Refuse gt, ge, lt and le on boolean attributes with 400 and scimType invalidFilter.',
  needs: ['filter'],
  async run({ scim }) {
    for (const filter of ['active gt true', 'active ge true', 'active lt true', 'active le false'])
      checkError(await scim.get('/Users', { query: { filter } }), 400, 'invalidFilter');
  },
};
