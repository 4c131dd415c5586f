import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const rootQueryFindsBoth: Case = {
  id: '7644-3.4.2.1-root-query',
  title: 'A query at the base URL looks through users and groups',
  source: 'RFC 7644 §3.4.2.1',
  law: 'A server may offer queries at its root. There a filter looks through all resource types.',
  fix: 'Let GET on the base URL find users and groups alike, or answer it with 404 or 501.',
  async run({ scim, unique, createUser, createGroup, skip }) {
    const displayName = unique('Shared');
    const user = await createUser({ displayName });
    const group = await createGroup({ displayName });
    const answer = await scim.get('', { query: { filter: `displayName eq "${displayName}"` } });
    if ([403, 404, 405, 501].includes(answer.status)) skip('The server offers no queries at its base URL.');
    checkFinds(answer, [user.id, group.id]);
  },
};
