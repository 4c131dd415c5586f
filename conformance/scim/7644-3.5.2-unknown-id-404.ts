import { randomUUID } from 'node:crypto';
import type { Case } from '../kit/case.ts';
import { addressOf, patch } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const unknownId404: Case = {
  id: '7644-3.5.2-unknown-id-404',
  title: 'PATCH of somebody who is not there is answered 404',
  source: 'RFC 7644 §3.5.2',
  law: 'What is not there cannot be changed: 404.',
  fix: 'Look for the id first, and answer 404 when it is not there.',
  needs: ['patch'],
  async run({ scim }) {
    const operation = { op: 'replace', path: 'displayName', value: 'Nobody' };
    checkStatus(await patch(scim, addressOf({ id: randomUUID() }), operation), 404);
  },
};
