import type { Case } from '../kit/case.ts';
import { check, checkEqual, checkStatus } from '../kit/checks.ts';
import { objectsIn, shown } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const userNameIsDeclared: Case = {
  id: '7643-7-user-name-is-declared',
  title: 'userName is declared as what it is',
  source: 'RFC 7643 §7',
  law: 'The schema says of userName that it is required, unique on the server, and compared without case.',
  fix: 'Declare userName with required true, uniqueness "server" (or "global") and caseExact false.',
  async run({ scim }) {
    const answer = await scim.get(`/Schemas/${URN.user}`);
    checkStatus(answer, 200);
    const userName = objectsIn(answer.body['attributes']).find(({ name }) => name === 'userName');
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
