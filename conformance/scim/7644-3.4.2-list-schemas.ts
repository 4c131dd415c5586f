import type { Case } from '../kit/case.ts';
import { checkSchemas, checkStatus } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const listSaysItsSchema: Case = {
  id: '7644-3.4.2-list-schemas',
  title: 'The answer to a query says in schemas that it is a ListResponse',
  source: 'RFC 7644 §3.4.2',
  law: 'The answer to a query is a message of its own kind and names it in `schemas`, whether it holds somebody or nobody.',
  fix: 'Put `"schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"]` into every list, an empty one too.',
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}@example.com`;
    await createUser({ userName });
    for (const sought of [userName, unique('nobody')]) {
      const answer = await scim.get('/Users', { query: { filter: `userName eq "${sought}"` } });
      if (sought === userName) checkStatus(answer, 200);
      if (answer.status === 200) checkSchemas(answer, URN.list);
    }
  },
};
