import { bulk, failing } from '../kit/bulk.ts';
import type { Case } from '../kit/case.ts';
import { check } from '../kit/checks.ts';
import { isJson, shown } from '../kit/json.ts';

export const errorIsTold: Case = {
  id: '7644-3.7.3-error-is-told',
  title: 'An operation that fails has its error in the response',
  source: 'RFC 7644 §3.7.3',
  law: 'What a single request would have been answered stands in the operation’s response, with its status beside it.',
  fix: 'Put the SCIM Error of a failed operation into `response`.',
  needs: ['bulk'],
  async run({ scim, created }) {
    const { operations, answer } = await bulk({ scim, created }, failing());
    const failed = operations.filter(({ status }) => Number(status) >= 400);
    check(
      failed.length > 0,
      `The answer to ${answer.request} should have an operation that has failed, and is ${shown(answer.body)}.`,
    );
    for (const { response } of failed)
      check(
        isJson(response) && Object.keys(response).length > 0,
        `response of an operation that has failed should be a SCIM Error, and is ${shown(response)}.`,
      );
  },
};
