import type { Case } from '../kit/case.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';

export const phoneNumbersUnchanged: Case = {
  id: '7643-4.1.2-phone-numbers-unchanged',
  title: 'A telephone number comes back as it was sent',
  source: 'RFC 7643 §4.1.2',
  law: 'A server may know a canonical form of telephone numbers; what it returns must still be what clients compare with.',
  fix: 'Return the number as it was sent. Entra ID compares, and sends the update again in each cycle when it was reformatted.',
  async run({ createUser, read }) {
    const value = '+1 (555) 010-0199 ext. 7';
    const answer = await read(await createUser({ phoneNumbers: [{ value, type: 'work' }] }));
    checkStatus(answer, 200);
    checkAt(answer, 'phoneNumbers.0.value', value);
  },
};
