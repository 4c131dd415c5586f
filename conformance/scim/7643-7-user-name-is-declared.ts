import type { Case } from '../kit/case.ts';
import { check, checkEqual } from '../kit/checks.ts';
import { attributesOf } from '../kit/discovery.ts';
import { shown } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const userNameIsDeclared: Case = {
  id: '7643-7-user-name-is-declared',
  title: 'userName is declared as what it is',
  source: 'RFC 7643 §7',
  law: 'The schema says of userName that it is required, unique on the server, and compared without case.',
  fix: 'Declare userName with required true, uniqueness "server" (or "global") and caseExact false.',
  async run({ scim }) {
    const userName = (await attributesOf(scim, URN.user)).find(({ name }) => name === 'userName');
    check(userName !== undefined, 'The schema should declare userName.');
    checkEqual(userName['required'], true, 'required of userName');
    checkEqual(userName['caseExact'], false, 'caseExact of userName');
    const { uniqueness } = userName;
    check(
      uniqueness === 'server' || uniqueness === 'global',
      `uniqueness of userName should be server, and is ${shown(uniqueness)}.`,
    );
  },
};
