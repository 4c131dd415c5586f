import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const valueWithPlus: Case = {
  id: '7644-3.4.2.2-value-plus',
  title: 'A plus sign that is percent-encoded is a plus sign',
  source: 'RFC 7644 §3.4.2.2, RFC 3986 §2.1',
  law: '%2B in a query is a plus sign and no blank. Addresses like ada+x@example.com are real, and a server that decodes twice never finds them.',
  fix: 'Decode the query exactly once.',
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}+countess@example.com`;
    const { id } = await createUser({ userName });
    checkFinds(await scim.get('/Users', { query: { filter: `userName eq "${userName}"` } }), [id]);
  },
};
