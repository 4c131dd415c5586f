import type { Case } from '../kit/case.ts';
import { check, checkStatus } from '../kit/checks.ts';
import { at, shown } from '../kit/json.ts';

export const configHasLimits: Case = {
  id: '7643-5-config-has-limits',
  title: 'The configuration says how much is taken at once',
  source: 'RFC 7643 §5',
  law: 'bulk has maxOperations and maxPayloadSize, filter has maxResults: whole numbers.',
  fix: 'Put the limits that hold into bulk.maxOperations, bulk.maxPayloadSize and filter.maxResults.',
  async run({ scim }) {
    const answer = await scim.get('/ServiceProviderConfig');
    checkStatus(answer, 200);
    for (const path of ['bulk.maxOperations', 'bulk.maxPayloadSize', 'filter.maxResults']) {
      const limit = at(answer.body, path);
      check(Number.isInteger(limit) && Number(limit) >= 0, `${path} should be a whole number, and is ${shown(limit)}.`);
    }
  },
};
