import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const searchesUsersByPost: Case = {
  id: '7644-3.4.3-search-users',
  title: 'POST /Users/.search finds as GET does',
  source: 'RFC 7644 §3.4.3',
  law: 'A query can be sent as the body of POST to /.search, so that what is sought is in no address and no log. The answer is 200 with a list, and nothing is created.',
  fix: 'Route POST /Users/.search to the same query as GET /Users, with the parameters from the body.',
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}@example.com`;
    const { id } = await createUser({ userName });
    await createUser();
    const body = { schemas: [URN.search], filter: `userName eq "${userName}"` };
    checkFinds(await scim.post('/Users/.search', body), [id]);
  },
};
