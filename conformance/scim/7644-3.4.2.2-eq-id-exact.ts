import type { Case } from '../kit/case.ts';
import { checkFindsNobody } from '../kit/checks.ts';

export const idIsExact: Case = {
  id: '7644-3.4.2.2-eq-id-exact',
  title: 'id is compared exactly, case included',
  source: 'RFC 7644 §3.4.2.2, RFC 7643 §3.1',
  law: 'The id is case-exact: the same letters in other case are another id, which nobody has.',
  fix: 'Compare the id as a text, case included, also where the database has a type of its own for it.',
  async run({ scim, createUser, skip }) {
    const { id } = await createUser();
    const other = id === id.toLowerCase() ? id.toUpperCase() : id.toLowerCase();
    if (other === id) skip('The ids of this server have no letters.');
    checkFindsNobody(await scim.get('/Users', { query: { filter: `id eq "${other}"` } }));
  },
};
