import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const rootAbsentAttributeHasNoValue: Case = {
  id: '7644-3.4.2.1-root-absent-attribute',
  title: 'At the base URL, an attribute that one type lacks has no value there',
  source: 'RFC 7644 §3.4.2.1',
  law: 'When a query goes over several types, an attribute that one of them does not have counts as having no value there. It is no error.',
  fix: 'Evaluate a comparison with an attribute that a resource type lacks as false for that type, and answer what the other types hold.',
  async run({ scim, unique, createUser, skip }) {
    const userName = `${unique('ada')}@example.com`;
    const { id } = await createUser({ userName });
    const answer = await scim.get('', { query: { filter: `userName eq "${userName}"` } });
    if ([403, 404, 405, 501].includes(answer.status)) skip('The server offers no queries at its base URL.');
    checkFinds(answer, [id]);
  },
};
