import type { Case } from '../kit/case.ts';
import { checkShows, checkStatus } from '../kit/checks.ts';

export const attributesOnGet: Case = {
  id: '7644-3.9-attributes-get',
  title: 'attributes on GET shows those attributes and the id, and no others',
  source: 'RFC 7644 §3.9',
  law: 'With `attributes`, a resource has what is named there and what is always returned, which is its id.',
  fix: 'Read the names in `attributes`, divided by commas, and leave out what is returned by default otherwise.',
  async run({ scim, createUser }) {
    const { id } = await createUser();
    const answer = await scim.get(`/Users/${encodeURIComponent(id)}`, {
      query: { attributes: 'userName,displayName' },
    });
    checkStatus(answer, 200);
    const [shows, hides] = [
      ['id', 'userName', 'displayName'],
      ['name', 'emails', 'active'],
    ];
    checkShows(answer.body, { shows, hides }, answer.request);
  },
};
