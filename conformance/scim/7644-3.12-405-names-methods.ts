import type { Case } from '../kit/case.ts';
import { patch } from '../kit/changes.ts';
import { check } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const answer405NamesMethods: Case = {
  id: '7644-3.12-405-names-methods',
  title: 'A 405 names the methods that would be right, in Allow',
  source: 'RFC 9110 §15.5.6',
  law: 'HTTP wants with every 405 the header Allow, with the methods that the address has.',
  fix: 'Send `Allow: GET, POST` with the 405 of /Users.',
  async run({ scim, skip }) {
    const answer = await patch(scim, '/Users', { op: 'replace', path: 'displayName', value: 'Nobody' });
    if (answer.status >= 400 && answer.status !== 405) skip(`The server does not answer 405 but ${answer.status}.`);
    const allow = answer.headers['allow'] ?? '';
    check(/\bPOST\b/.test(allow), `Allow in the answer to ${answer.request} should have POST, and is ${shown(allow)}.`);
  },
};
