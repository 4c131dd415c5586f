import { randomUUID } from 'node:crypto';
import { bulk } from '../kit/bulk.ts';
import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { check, checkStatus } from '../kit/checks.ts';
import { at, shown } from '../kit/json.ts';

export const tooMany413: Case = {
  id: '7644-3.7.4-too-many-413',
  title: 'A bulk with more operations than maxOperations is answered 413',
  source: 'RFC 7644 §3.7.4',
  law: 'A server names the most operations that it takes in one bulk, and refuses more with 413.',
  fix: 'Count the operations before the first is run, and answer 413 above maxOperations.',
  needs: ['bulk'],
  async run({ scim, created, skip }) {
    const config = await scim.get('/ServiceProviderConfig');
    const most = at(config.body, 'bulk.maxOperations');
    check(
      typeof most === 'number',
      `bulk.maxOperations in the answer to ${config.request} should be a number, and is ${shown(most)}.`,
    );
    if (most > 5_000) skip(`The server takes ${most} operations in one bulk: too many to try.`);
    const operation = { method: 'DELETE', path: addressOf({ id: randomUUID() }) };
    const { answer } = await bulk(
      { scim, created },
      Array.from({ length: most + 1 }, () => operation),
    );
    checkStatus(answer, 413);
  },
};
