import type { Case } from '../kit/case.ts';
import { noted } from '../kit/changes.ts';
import { checkError } from '../kit/checks.ts';

export const userWithoutUsername400: Case = {
  id: '7644-3.3-user-without-username-400',
  title: 'A user without a userName is answered 400',
  source: 'RFC 7644 §3.3; RFC 7643 §4.1.1',
  law: 'userName is required. A user without one is refused with 400.',
  fix: 'Check that userName is there and not empty before you store anything, and answer 400 (scimType invalidValue).',
  async run({ scim, userBody, created }) {
    checkError(noted({ created }, await scim.post('/Users', userBody({ userName: undefined }))), 400);
  },
};
