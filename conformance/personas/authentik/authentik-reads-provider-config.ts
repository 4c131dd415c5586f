import type { Case } from '../../kit/case.ts';
import { check, checkStatus } from '../../kit/checks.ts';
import { at, shown } from '../../kit/json.ts';

export const authentikReadsProviderConfig: Case = {
  id: 'authentik-reads-provider-config',
  title: 'The server’s own description says whether PATCH, filters and bulk are supported',
  source: 'authentik, SCIM provider; RFC 7643 §5',
  law: 'authentik reads /ServiceProviderConfig before anything else: patch decides how groups are written, filter whether it looks for what is there, bulk.maxOperations how many members go into one request.',
  fix: 'Serve /ServiceProviderConfig with patch.supported, filter.supported and bulk.supported as true or false, and bulk.maxOperations as a number.',
  async run({ scim }) {
    const answer = await scim.get('/ServiceProviderConfig');
    checkStatus(answer, 200);
    for (const feature of ['patch', 'filter', 'bulk']) {
      const supported = at(answer.body, `${feature}.supported`);
      check(
        typeof supported === 'boolean',
        `${feature}.supported in the answer to ${answer.request} should be true or false, and is ${shown(supported)}.`,
      );
    }
    const most = at(answer.body, 'bulk.maxOperations');
    check(
      Number.isInteger(most),
      `bulk.maxOperations in the answer to ${answer.request} should be a whole number, and is ${shown(most)}.`,
    );
  },
};
