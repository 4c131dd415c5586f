import type { Case } from '../kit/case.ts';
import { check, checkSchemas, checkStatus } from '../kit/checks.ts';
import { at, shown } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const configIsComplete: Case = {
  id: '7643-5-config-is-complete',
  title: 'The service provider configuration says what is supported',
  source: 'RFC 7643 §5',
  law: 'The configuration says of patch, bulk, filter, changePassword, sort and etag whether each is supported.',
  fix: 'Answer GET /ServiceProviderConfig with `supported` true or false for each of the six.',
  async run({ scim }) {
    const answer = await scim.get('/ServiceProviderConfig');
    checkStatus(answer, 200);
    checkSchemas(answer, URN.serviceProviderConfig);
    for (const feature of ['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag']) {
      const supported = at(answer.body, `${feature}.supported`);
      check(
        typeof supported === 'boolean',
        `${feature}.supported should be true or false, and is ${shown(supported)}.`,
      );
    }
  },
};
