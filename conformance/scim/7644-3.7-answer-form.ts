import { bulk, creating } from '../kit/bulk.ts';
import type { Case } from '../kit/case.ts';
import { checkEqual, checkSchemas, checkStatus } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const answerForm: Case = {
  id: '7644-3.7-answer-form',
  title: 'A bulk is answered 200 with a BulkResponse',
  source: 'RFC 7644 §3.7',
  law: 'The answer to a bulk is a BulkResponse that says for each operation what became of it.',
  fix: 'Answer with 200, schemas of urn:ietf:params:scim:api:messages:2.0:BulkResponse, and a list under Operations.',
  needs: ['bulk'],
  async run({ scim, userBody, created }) {
    const { answer, operations } = await bulk({ scim, created }, [creating('ada', userBody())]);
    checkStatus(answer, 200);
    checkSchemas(answer, URN.bulkResponse);
    checkEqual(operations.length, 1, 'the number of operations in the answer');
  },
};
