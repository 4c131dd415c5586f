import type { Case } from '../kit/case.ts';
import { checkError } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const unreadableSearchIs400: Case = {
  id: '7644-3.4.3-search-refuses',
  title: 'POST /.search refuses a filter that cannot be read',
  source: 'RFC 7644 §3.4.3, §3.4.2.2',
  law: 'A filter in a body is held to the same grammar, and a search that cannot be read never gives everybody.',
  fix: 'Send the filter of the body through the same parser, and answer 400 with scimType invalidFilter.',
  async run({ scim, skip }) {
    const body = { schemas: [URN.search], filter: 'userName eq' };
    const answer = await scim.post('/Users/.search', body);
    if ([404, 405, 501].includes(answer.status)) skip('The server has no POST /.search.');
    checkError(answer, 400, 'invalidFilter');
  },
};
