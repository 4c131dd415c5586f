import type { Case } from '../kit/case.ts';
import { check, checkStatus } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const listNumbersAreNumbers: Case = {
  id: '7644-3.4.2-list-numbers',
  title: 'The numbers of a list are JSON numbers',
  source: 'RFC 7644 §3.4.2',
  law: 'totalResults, startIndex and itemsPerPage are integers, so no texts. Okta’s own test checks it.',
  fix: 'Write `"totalResults": 1` and not `"totalResults": "1"`; the same goes for startIndex and itemsPerPage.',
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}@example.com`;
    await createUser({ userName });
    const query = { filter: `userName eq "${userName}"`, startIndex: 1, count: 100 };
    const answer = await scim.get('/Users', { query });
    checkStatus(answer, 200);
    const { totalResults, startIndex = 1, itemsPerPage = 1 } = answer.body;
    for (const [name, value] of Object.entries({ totalResults, startIndex, itemsPerPage }))
      check(typeof value === 'number', `${name} should be a JSON number, and is ${shown(value)}.`);
  },
};
