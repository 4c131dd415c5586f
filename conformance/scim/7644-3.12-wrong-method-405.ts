import type { Case } from '../kit/case.ts';
import { patch } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const wrongMethod405: Case = {
  id: '7644-3.12-wrong-method-405',
  title: 'A method that an address does not have is answered 405',
  source: 'RFC 7644 §3.2; RFC 9110 §15.5.6',
  law: 'PATCH is for one user, not for all of them. Such a request is answered 405, or 501 by a server without PATCH.',
  fix: 'Answer 405 for methods that an address does not have, under the addresses that you have.',
  async run({ scim }) {
    const operation = { op: 'replace', path: 'displayName', value: 'Nobody' };
    checkStatus(await patch(scim, '/Users', operation), 405, 501);
  },
};
