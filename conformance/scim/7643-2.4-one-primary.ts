import type { Case } from '../kit/case.ts';
import { check, checkError, checkStatus } from '../kit/checks.ts';
import { at, objectsIn } from '../kit/json.ts';

export const onePrimary: Case = {
  id: '7643-2.4-one-primary',
  title: 'At most one value of an attribute is the primary one',
  source: 'RFC 7643 §2.4',
  law: '`primary` is true for one value of a multi-valued attribute at most. A request that names two may be refused or put right.',
  fix: 'When two values arrive with primary true, answer 400 invalidValue or keep one of them primary.',
  async run({ scim, userBody, created, read }) {
    const emails = ['work', 'home'].map((type) => ({ value: `${type}@example.com`, type, primary: true }));
    const answer = await scim.post('/Users', userBody({ emails }));
    if (answer.status === 400) {
      checkError(answer, 400);
      return;
    }
    const stored = await read(created(answer));
    checkStatus(stored, 200);
    const kept = objectsIn(at(stored.body, 'emails'));
    check(kept.length > 0, 'The addresses should have been kept.');
    const primaries = kept.filter(({ primary }) => primary === true);
    check(primaries.length <= 1, `Of the e-mail addresses one at most should be primary, and ${primaries.length} are.`);
  },
};
