import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const extensionInFilter: Case = {
  id: '7644-3.10-filter-extension',
  title: 'A filter may name an attribute of the enterprise extension',
  source: 'RFC 7644 §3.10, RFC 7643 §4.3',
  law: 'Attributes of an extension are reached by their full names.',
  fix: 'Resolve the URN of the enterprise extension in filters, and compare what stands in that object.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const employeeNumber = unique('number');
    const schemas = [URN.user, URN.enterprise];
    const { id } = await createUser({ schemas, [URN.enterprise]: { employeeNumber } });
    await createUser({ schemas, [URN.enterprise]: { employeeNumber: unique('number') } });
    const filter = `${URN.enterprise}:employeeNumber eq "${employeeNumber}"`;
    checkFinds(await scim.get('/Users', { query: { filter } }), [id]);
  },
};
