import type { Case } from '../kit/case.ts';
import { checkShows, found } from '../kit/checks.ts';

export const attributesOnList: Case = {
  id: '7644-3.9-attributes-list',
  title: 'attributes on a list shows those attributes of each resource',
  source: 'RFC 7644 §3.9',
  law: '`attributes` works on lists as on a single resource. Entra ID asks with attributes=id.',
  fix: 'Use the same selection of attributes for the resources of a list.',
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}@example.com`;
    await createUser({ userName });
    const query = { filter: `userName eq "${userName}"`, attributes: 'userName' };
    const answer = await scim.get('/Users', { query });
    const [user = {}] = found(answer);
    checkShows(user, { shows: ['id', 'userName'], hides: ['name', 'emails', 'displayName'] }, answer.request);
  },
};
