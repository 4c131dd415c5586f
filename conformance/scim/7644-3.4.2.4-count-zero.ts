import type { Case } from '../kit/case.ts';
import { checkEqual, checkFinds } from '../kit/checks.ts';

export const countZeroGivesTotals: Case = {
  id: '7644-3.4.2.4-count-zero',
  title: 'count=0 gives the total and no resources',
  source: 'RFC 7644 §3.4.2.4',
  law: 'With count=0 a client asks how many there are, and wants none of them.',
  fix: 'Read count=0 as a number like others, and not as “no count”: answer totalResults and no resources.',
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName });
    const answer = await scim.get('/Users', { query: { filter: `displayName eq "${displayName}"`, count: 0 } });
    checkFinds(answer, []);
    checkEqual(Number(answer.body['totalResults']), 1, 'totalResults with count=0');
  },
};
