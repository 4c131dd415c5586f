import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const ifMatchDelete412: Case = {
  id: '7644-3.14-if-match-delete-412',
  title: 'A DELETE with If-Match and another version is answered 412 and deletes nobody',
  source: 'RFC 7644 §3.14',
  law: 'If-Match holds for DELETE as for changes.',
  fix: 'Compare If-Match with the version before you delete.',
  needs: ['etag'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    checkStatus(await scim.delete(address, { headers: { 'if-match': 'W/"conformance-other"' } }), 412);
    checkStatus(await scim.get(address), 200);
  },
};
