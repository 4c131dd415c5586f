import type { Case } from '../kit/case.ts';
import { addressOf, now } from '../kit/changes.ts';
import { checkEqual, checkStatus } from '../kit/checks.ts';
import { tagOf } from '../kit/etags.ts';

export const ifMatchGoesThrough: Case = {
  id: '7644-3.14-if-match-goes-through',
  title: 'A PUT with If-Match and the right version is done',
  source: 'RFC 7644 §3.14',
  law: 'When the version is the one that If-Match names, the request is done. The weak tags of SCIM count as equal here.',
  fix: 'Compare the tags as they are, W/ included.',
  needs: ['etag'],
  async run({ scim, userBody, createUser }) {
    const body = userBody();
    const address = addressOf(await createUser(body));
    const headers = { 'if-match': await tagOf(scim, address) };
    checkStatus(await scim.put(address, { ...body, displayName: 'Augusta King' }, { headers }), 200, 204);
    checkEqual((await now(scim, address))['displayName'], 'Augusta King', 'displayName after the PUT');
  },
};
