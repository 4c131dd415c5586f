import type { Case } from '../kit/case.ts';
import { checkAt, checkShows, checkStatus } from '../kit/checks.ts';

export const attributesOfSubAttribute: Case = {
  id: '7644-3.9-attributes-sub-attribute',
  title: 'attributes can name a sub-attribute',
  source: 'RFC 7644 §3.9, §3.10',
  law: 'A path with a dot shows that part of a complex attribute and not its other parts.',
  fix: 'Resolve paths with a dot in `attributes`, and show that part alone.',
  async run({ scim, createUser }) {
    const { id } = await createUser();
    const answer = await scim.get(`/Users/${encodeURIComponent(id)}`, { query: { attributes: 'name.familyName' } });
    checkStatus(answer, 200);
    checkAt(answer, 'name.familyName', 'Lovelace');
    checkShows(answer.body, { shows: ['id'], hides: ['name.givenName', 'userName'] }, answer.request);
  },
};
