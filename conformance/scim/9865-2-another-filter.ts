import type { Case } from '../kit/case.ts';
import { checkEqual, checkStatus, cursorPage } from '../kit/checks.ts';

export const cursorIsForItsFilter: Case = {
  id: '9865-2-another-filter',
  title: 'A cursor with another filter gives nobody whom that filter does not meet',
  source: 'RFC 9865 §2',
  law: 'All parameters but the cursor stay the same from page to page. A cursor of another query is refused, or the filter that is asked now holds; a filter is never dropped.',
  fix: 'Answer a cursor that was made for another filter with 400 and scimType invalidCursor.',
  needs: ['cursor'],
  async run({ scim, unique, createUser, skip }) {
    const displayName = unique('set');
    await createUser({ displayName });
    await createUser({ displayName });
    const query = { filter: `displayName eq "${displayName}"`, cursor: '', count: 1 };
    const { next: cursor } = cursorPage(await scim.get('/Users', { query }));
    if (cursor === undefined) return skip('The server gave no cursor to go on with.');
    const filter = `displayName eq "${unique('nobody')}"`;
    const answer = await scim.get('/Users', { query: { ...query, filter, cursor } });
    // That a miss is 200 has a case of its own.
    checkStatus(answer, 400, 200, 404);
    if (answer.status === 200) checkEqual(cursorPage(answer).ids, [], 'Who is found by a filter that nobody meets');
  },
};
