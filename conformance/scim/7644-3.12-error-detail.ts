import type { Case } from '../kit/case.ts';
import { check } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';
import { refusals } from '../kit/refusals.ts';

export const errorDetail: Case = {
  id: '7644-3.12-error-detail',
  title: 'Every refusal says in words what is wrong',
  source: 'RFC 7644 §3.12; Okta',
  law: 'detail is a sentence for a human. The RFC lets it be missing; Okta’s test does not, and it is what administrators see in their logs. Tried with 400, 401, 404 and 409.',
  fix: 'Write into `detail` what was wrong with the request and what would be right.',
  async run(trial) {
    for (const { body, status, request } of await refusals(trial)) {
      const { detail } = body;
      check(
        typeof detail === 'string' && detail.trim() !== '',
        `detail in the ${status} to ${request} should be words, and is ${shown(detail)}.`,
      );
    }
  },
};
