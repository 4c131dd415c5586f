import { bulk, creating, outcomeOf } from '../kit/bulk.ts';
import type { Case } from '../kit/case.ts';
import { check, found } from '../kit/checks.ts';

export const failOnErrors: Case = {
  id: '7644-3.7.3-fail-on-errors',
  title: 'With failOnErrors 1 nothing is done after the first error',
  source: 'RFC 7644 §3.7.3',
  law: 'failOnErrors is the number of errors after which the server stops. What comes later is not done.',
  fix: 'Count the errors, and end the loop when failOnErrors is reached.',
  needs: ['bulk', 'filter'],
  async run({ scim, userBody, created }) {
    const body = userBody();
    created(await scim.post('/Users', body));
    const later = userBody();
    const operations = [creating('again', body), creating('later', later)];
    const answer = await bulk({ scim, created }, operations, { failOnErrors: 1 });
    outcomeOf(answer, 'again');
    const people = found(await scim.get('/Users', { query: { filter: `userName eq "${later.userName}"` } }));
    check(
      people.every(({ userName }) => userName !== later.userName),
      'The operation after the first error should not be done with failOnErrors 1, and was.',
    );
  },
};
