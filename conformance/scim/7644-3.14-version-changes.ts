import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { check, checkStatus } from '../kit/checks.ts';
import { tagOf } from '../kit/etags.ts';
import { shown } from '../kit/json.ts';

export const versionChanges: Case = {
  id: '7644-3.14-version-changes',
  title: 'A change gives a user a new version',
  source: 'RFC 7644 §3.14',
  law: 'Two states of a resource have two versions: without that If-Match and If-None-Match say nothing.',
  fix: 'Make the version of what the resource holds, or of a number that every change raises.',
  needs: ['etag'],
  async run({ scim, userBody, createUser }) {
    const body = userBody();
    const address = addressOf(await createUser(body));
    const before = await tagOf(scim, address);
    checkStatus(await scim.put(address, { ...body, displayName: 'Augusta King' }), 200, 204);
    check(
      (await tagOf(scim, address)) !== before,
      `The version should change with the user, and is still ${shown(before)}.`,
    );
  },
};
