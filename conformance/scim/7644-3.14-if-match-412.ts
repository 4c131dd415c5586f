import type { Case } from '../kit/case.ts';
import { addressOf, now } from '../kit/changes.ts';
import { checkEqual, checkStatus } from '../kit/checks.ts';

export const ifMatch412: Case = {
  id: '7644-3.14-if-match-412',
  title: 'A PUT with If-Match and another version is answered 412 and changes nothing',
  source: 'RFC 7644 §3.14',
  law: 'If-Match says which state the client means to change. When it is no longer that, the request is refused with 412.',
  fix: 'Compare If-Match with the version in the same transaction that writes.',
  needs: ['etag'],
  async run({ scim, userBody, createUser }) {
    const body = userBody();
    const address = addressOf(await createUser(body));
    const headers = { 'if-match': 'W/"conformance-other"' };
    checkStatus(await scim.put(address, { ...body, displayName: 'Augusta King' }, { headers }), 412);
    checkEqual((await now(scim, address))['displayName'], 'Ada Lovelace', 'displayName after a PUT that was refused');
  },
};
