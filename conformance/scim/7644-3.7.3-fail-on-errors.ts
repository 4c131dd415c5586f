import { bulk, creating, failing } from '../kit/bulk.ts';
import type { Case } from '../kit/case.ts';
import { named } from '../kit/changes.ts';
import { checkEqual, checkSchemas, checkStatus } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const failOnErrors: Case = {
  id: '7644-3.7.3-fail-on-errors',
  title: 'With failOnErrors 1 nothing is done after the first error',
  source: 'RFC 7644 §3.7.3',
  law: 'failOnErrors is the number of errors after which the server stops. What comes later is not done.',
  fix: 'Count the errors, and end the loop when failOnErrors is reached.',
  needs: ['bulk', 'filter'],
  async run({ scim, userBody, created }) {
    const later = userBody();
    const operations = [...failing(), creating('later', later)];
    const { answer } = await bulk({ scim, created }, operations, { failOnErrors: 1 });
    checkStatus(answer, 200);
    checkSchemas(answer, URN.bulkResponse);
    const people = await named(scim, later.userName);
    checkEqual(
      people.length,
      0,
      'the number of users whom a bulk with failOnErrors 1 has created after its first error',
    );
  },
};
