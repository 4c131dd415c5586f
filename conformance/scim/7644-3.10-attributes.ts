import type { Case } from '../kit/case.ts';
import { checkAt, checkShows, checkStatus } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const qualifiedNameInAttributes: Case = {
  id: '7644-3.10-attributes',
  title: 'attributes may name an attribute with its schema’s URN',
  source: 'RFC 7644 §3.10, §3.9',
  law: 'The full name of an attribute means the same as the short one in `attributes` too.',
  fix: 'Accept the URN of the core schema before names in `attributes`.',
  async run({ scim, createUser }) {
    const { id } = await createUser();
    const query = { attributes: `${URN.user}:displayName` };
    const answer = await scim.get(`/Users/${encodeURIComponent(id)}`, { query });
    checkStatus(answer, 200);
    checkAt(answer, 'displayName', 'Ada Lovelace');
    checkShows(answer.body, { shows: ['id'], hides: ['name', 'emails'] }, answer.request);
  },
};
