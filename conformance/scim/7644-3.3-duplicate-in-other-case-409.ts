import type { Case } from '../kit/case.ts';
import { noted } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const duplicateInOtherCase409: Case = {
  id: '7644-3.3-duplicate-in-other-case-409',
  title: 'A userName that is taken in other letters, upper or lower, is answered 409',
  source: 'RFC 7644 §3.3; RFC 7643 §4.1.1',
  law: 'userName is unique and compared without regard to case: ADA@EXAMPLE.COM is ada@example.com.',
  fix: 'Put the unique index on the userName in lower case, and keep what was sent for showing.',
  async run({ scim, userBody, created }) {
    const body = userBody();
    created(await scim.post('/Users', body));
    const other = { ...body, userName: body.userName.toUpperCase() };
    checkStatus(noted({ created }, await scim.post('/Users', other)), 409);
  },
};
