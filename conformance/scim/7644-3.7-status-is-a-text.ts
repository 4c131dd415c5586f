import { bulk, creating, outcomeOf } from '../kit/bulk.ts';
import type { Case } from '../kit/case.ts';
import { check } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const statusIsAText: Case = {
  id: '7644-3.7-status-is-a-text',
  title: 'Each operation of a bulk has its HTTP status as a text',
  source: 'RFC 7644 §3.7',
  law: 'status in the answer is a text such as "201". Drafts of the RFC had an object there, and clients that read the RFC stumble over it.',
  fix: 'Write `"status": "201"`, neither the number nor an object.',
  needs: ['bulk'],
  async run({ scim, userBody, created }) {
    const answer = await bulk({ scim, created }, [creating('ada', userBody())]);
    const { status } = outcomeOf(answer, 'ada');
    check(
      typeof status === 'string' && /^2\d\d$/.test(status),
      `status of the operation that creates a user should be "201", and is ${shown(status)}.`,
    );
  },
};
