import type { Case } from '../kit/case.ts';
import { check, checkAt } from '../kit/checks.ts';

export const passwordNotCreated: Case = {
  id: '7643-4.1.1-password-not-created',
  title: 'The answer to a creation holds no password',
  source: 'RFC 7643 §4.1.1',
  law: 'password is write-only and never returned, in no representation.',
  fix: 'Leave `password` out of every answer: of creations and updates, of reads and lists, and where `attributes` names it.',
  async run({ scim, unique, userBody, created }) {
    const password = `${unique('Secret')}!Aa1`;
    const body = userBody({ password });
    const answer = await scim.post('/Users', body);
    created(answer);
    const stored = answer;
    checkAt(stored, 'userName', body.userName);
    check(
      !stored.text.includes(password) && stored.body['password'] === undefined,
      `The answer to ${stored.request} shows the password.`,
    );
  },
};
