import type { Case } from '../kit/case.ts';
import { checkFindsNobody } from '../kit/checks.ts';

export const externalIdIsExact: Case = {
  id: '7644-3.4.2.2-eq-external-id-exact',
  title: 'externalId is compared exactly, case included',
  source: 'RFC 7644 §3.4.2.2, RFC 7643 §3.1',
  law: 'externalId is case-exact: a value in other case is another value. Clients use keys that differ by case alone, and a wrong hit links the wrong person.',
  fix: 'Compare externalId byte by byte, and see that the collation of its column does not fold case.',
  async run({ scim, unique, createUser }) {
    const externalId = unique('Ext-AbC');
    await createUser({ externalId });
    const filter = `externalId eq "${externalId.toUpperCase()}"`;
    checkFindsNobody(await scim.get('/Users', { query: { filter } }));
  },
};
