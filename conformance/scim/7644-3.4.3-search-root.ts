import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const searchesRootByPost: Case = {
  id: '7644-3.4.3-search-root',
  title: 'POST /.search at the base URL looks through users and groups',
  source: 'RFC 7644 §3.4.3, §3.4.2.1',
  law: 'Where a server offers queries at its root, it does so for POST to /.search too.',
  fix: 'Let POST /.search find users and groups alike, or answer it with 404 or 501.',
  async run({ scim, unique, createUser, createGroup, skip }) {
    const displayName = unique('Shared');
    const user = await createUser({ displayName });
    const group = await createGroup({ displayName });
    const body = { schemas: [URN.search], filter: `displayName eq "${displayName}"` };
    const answer = await scim.post('/.search', body);
    if ([403, 404, 405, 501].includes(answer.status)) skip('The server offers no searches at its base URL.');
    checkFinds(answer, [user.id, group.id]);
  },
};
