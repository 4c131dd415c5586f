import type { Case } from '../kit/case.ts';
import { checkError } from '../kit/checks.ts';

export const discoveryIsReadOnly: Case = {
  id: '7644-4-discovery-is-read-only',
  title: 'The discovery endpoints cannot be written to',
  source: 'RFC 7644 §4',
  law: 'Discovery endpoints are there to be read; any other method is 405.',
  fix: 'Answer POST, PUT, PATCH and DELETE on /Schemas, /ResourceTypes and /ServiceProviderConfig with 405.',
  async run({ scim }) {
    for (const path of ['/Schemas', '/ResourceTypes', '/ServiceProviderConfig'])
      checkError(await scim.post(path, {}), [405, 404, 501]);
  },
};
