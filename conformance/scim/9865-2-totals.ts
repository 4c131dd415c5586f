import type { Case } from '../kit/case.ts';
import { check, cursorPage } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const cursorTotals: Case = {
  id: '9865-2-totals',
  title: 'totalResults by cursor is exact or left out',
  source: 'RFC 9865 §2',
  law: 'A server that cannot count may leave totalResults out of pages by cursor. Where it stands, it counts all pages.',
  fix: 'Count all that the filter meets, or leave totalResults out.',
  needs: ['cursor'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName });
    await createUser({ displayName });
    const query = { filter: `displayName eq "${displayName}"`, cursor: '', count: 1 };
    const answer = await scim.get('/Users', { query });
    cursorPage(answer);
    const { totalResults } = answer.body;
    check(
      totalResults === undefined || Number(totalResults) === 2,
      `totalResults should be 2 or left out, and is ${shown(totalResults)}.`,
    );
  },
};
