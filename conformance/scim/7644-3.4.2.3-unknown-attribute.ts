import type { Case } from '../kit/case.ts';
import { check, checkStatus, found } from '../kit/checks.ts';

export const unknownSortIsAnswered: Case = {
  id: '7644-3.4.2.3-unknown-attribute',
  title: 'A sortBy that leads to no attribute is no server error',
  source: 'RFC 7644 §3.4.2.3, §3.12',
  law: 'An attribute to sort by comes from the client, who can be wrong. The server refuses it with 400, or gives the list in an order of its own; a 5xx is tried again and again.',
  fix: 'Look sortBy up in the schema before it goes into a query of the database, and answer 400 with invalidPath or invalidValue when it is not there.',
  needs: ['sort'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const { id } = await createUser({ displayName });
    const query = { filter: `displayName eq "${displayName}"`, sortBy: 'shoeSize' };
    const answer = await scim.get('/Users', { query });
    checkStatus(answer, 200, 400);
    if (answer.status === 400) return;
    check(
      found(answer).some((each) => each.id === id),
      `${answer.request} with an unknown sortBy should still give who is sought.`,
    );
  },
};
