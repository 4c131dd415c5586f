import type { Case } from '../kit/case.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';

export const excludedKeepsId: Case = {
  id: '7644-3.9-excluded-id',
  title: 'What is always returned cannot be excluded',
  source: 'RFC 7644 §3.9, RFC 7643 §3.1',
  law: 'excludedAttributes does nothing to what is always returned, and the id is.',
  fix: 'Keep the id, and whatever else your schemas declare as returned "always", whatever is excluded.',
  async run({ scim, createUser }) {
    const { id } = await createUser();
    const answer = await scim.get(`/Users/${encodeURIComponent(id)}`, { query: { excludedAttributes: 'id,name' } });
    checkStatus(answer, 200);
    checkAt(answer, 'id', id);
  },
};
