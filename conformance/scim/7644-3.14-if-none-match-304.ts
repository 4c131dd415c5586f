import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';
import { tagOf } from '../kit/etags.ts';

export const ifNoneMatch304: Case = {
  id: '7644-3.14-if-none-match-304',
  title: 'A GET with If-None-Match and the right version is answered 304',
  source: 'RFC 7644 §3.14',
  law: 'Who has this version already is told so with 304, and gets no body.',
  fix: 'Compare If-None-Match with the version, and answer 304 without a body when they are equal.',
  needs: ['etag'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    const answer = await scim.get(address, { headers: { 'if-none-match': await tagOf(scim, address) } });
    checkStatus(answer, 304);
  },
};
