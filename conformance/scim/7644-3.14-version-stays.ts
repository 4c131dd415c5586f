import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { tagOf } from '../kit/etags.ts';

export const versionStays: Case = {
  id: '7644-3.14-version-stays',
  title: 'A user who is not changed keeps their version',
  source: 'RFC 7644 §3.14',
  law: 'A version belongs to a state. One that changes by itself makes every If-Match fail.',
  fix: 'Do not make the version of the time of the request, or of anything that is not in the resource.',
  needs: ['etag'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    checkEqual(await tagOf(scim, address), await tagOf(scim, address), 'the version at the second of two reads');
  },
};
