import type { Case } from '../kit/case.ts';
import { check, cursorPage } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const firstPageHasNoPrevious: Case = {
  id: '9865-2-no-previous',
  title: 'The first page has no previousCursor',
  source: 'RFC 9865 §2',
  law: 'previousCursor is for servers that can go back, and must not be on the first page.',
  fix: 'Leave previousCursor out of the answer to an empty cursor.',
  needs: ['cursor'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    await createUser({ displayName });
    await createUser({ displayName });
    const query = { filter: `displayName eq "${displayName}"`, cursor: '', count: 1 };
    const answer = await scim.get('/Users', { query });
    cursorPage(answer);
    const { previousCursor } = answer.body;
    check(previousCursor === undefined, `previousCursor should not be there, and is ${shown(previousCursor)}.`);
  },
};
