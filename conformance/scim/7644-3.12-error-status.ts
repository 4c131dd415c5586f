import type { Case } from '../kit/case.ts';
import { checkEqual } from '../kit/checks.ts';
import { refusals } from '../kit/refusals.ts';

export const errorStatus: Case = {
  id: '7644-3.12-error-status',
  title: 'Every refusal has its status as a text',
  source: 'RFC 7644 §3.12',
  law: 'status in an error is the HTTP status as a text, "404", not as a number. Tried with 400, 401, 404 and 409.',
  fix: 'Write `"status": "404"`.',
  async run(trial) {
    for (const { body, status, request } of await refusals(trial))
      checkEqual(body['status'], `${status}`, `status in the error to ${request} (a text)`);
  },
};
