import type { Case } from '../kit/case.ts';
import { checkShows, checkStatus } from '../kit/checks.ts';

export const bothAtOnce: Case = {
  id: '7644-3.9-both-at-once',
  title: 'attributes and excludedAttributes at once are refused, or show nothing that either hides',
  source: 'RFC 7644 §3.9',
  law: 'The two exclude each other. The RFC names no answer: 400 is the clear one. Whoever answers 200 must not show what neither of them would.',
  fix: 'Answer 400 when both are given.',
  async run({ scim, createUser }) {
    const { id } = await createUser();
    const query = { attributes: 'userName', excludedAttributes: 'emails' };
    const answer = await scim.get(`/Users/${encodeURIComponent(id)}`, { query });
    checkStatus(answer, 400, 200);
    if (answer.status === 200) checkShows(answer.body, { shows: ['id'], hides: ['emails'] }, answer.request);
  },
};
