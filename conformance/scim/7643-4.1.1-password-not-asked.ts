import type { Case } from '../kit/case.ts';
import { check, checkAt, checkStatus } from '../kit/checks.ts';

export const passwordNotAsked: Case = {
  id: '7643-4.1.1-password-not-asked',
  title: 'A password is not shown even to a client that asks for it',
  source: 'RFC 7643 §4.1.1',
  law: 'password is write-only and never returned, in no representation.',
  fix: 'Leave `password` out of every answer: of creations and updates, of reads and lists, and where `attributes` names it.',
  async run({ scim, unique, userBody, created }) {
    const password = `${unique('Secret')}!Aa1`;
    const body = userBody({ password });
    const answer = await scim.post('/Users', body);
    const { id } = created(answer);
    const stored = await scim.get(`/Users/${id}`, { query: { attributes: 'userName,password' } });
    checkStatus(stored, 200);
    checkAt(stored, 'userName', body.userName);
    check(
      !stored.text.includes(password) && stored.body['password'] === undefined,
      `The answer to ${stored.request} shows the password.`,
    );
  },
};
