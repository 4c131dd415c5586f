import { bulk, creating } from '../kit/bulk.ts';
import type { Case } from '../kit/case.ts';
import { checkEqual } from '../kit/checks.ts';

export const bulkIdIsTold: Case = {
  id: '7644-3.7-bulk-id-is-told',
  title: 'Each creation of a bulk is answered with its bulkId',
  source: 'RFC 7644 §3.7',
  law: 'The answer names the bulkId that the client gave to a POST, so that it can be told which is which.',
  fix: 'Copy `bulkId` from the operation into its answer.',
  needs: ['bulk'],
  async run({ scim, userBody, created }) {
    const { operations } = await bulk({ scim, created }, [creating('ada', userBody())]);
    checkEqual(
      operations.map((each) => each['bulkId']),
      ['ada'],
      'the bulkIds in the answer',
    );
  },
};
