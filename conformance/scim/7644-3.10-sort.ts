import type { Case } from '../kit/case.ts';
import { checkFindsInOrder } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const qualifiedNameInSort: Case = {
  id: '7644-3.10-sort',
  title: 'sortBy may name an attribute of the enterprise extension',
  source: 'RFC 7644 §3.10, §3.4.2.3',
  law: 'sortBy takes full names as filters do.',
  fix: 'Resolve names in sortBy as you do in filters, URNs too.',
  needs: ['sort'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const make = (employeeNumber: string) =>
      createUser({ displayName, schemas: [URN.user, URN.enterprise], [URN.enterprise]: { employeeNumber } });
    const ids = [(await make('b')).id, (await make('c')).id, (await make('a')).id] as const;
    const query = { filter: `displayName eq "${displayName}"`, sortBy: `${URN.enterprise}:employeeNumber` };
    checkFindsInOrder(await scim.get('/Users', { query }), [ids[2], ids[0], ids[1]]);
  },
};
