import type { Case } from '../kit/case.ts';
import { checkError } from '../kit/checks.ts';

export const noFilterOnDiscovery: Case = {
  id: '7644-4-no-filter-on-discovery',
  title: 'A filter on the discovery endpoints is refused',
  source: 'RFC 7644 §4',
  law: 'Discovery endpoints ignore all query parameters of lists, and a filter is answered with 403, for it would seem to have been applied.',
  fix: 'Answer 403 when /Schemas, /ResourceTypes or /ServiceProviderConfig is asked with a filter.',
  async run({ scim }) {
    for (const path of ['/Schemas', '/ResourceTypes'])
      checkError(await scim.get(path, { query: { filter: 'id pr' } }), 403);
  },
};
