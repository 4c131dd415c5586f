import type { Case } from '../kit/case.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';

export const userNameKeepsCase: Case = {
  id: '7643-4.1.1-user-name-keeps-case',
  title: 'A userName comes back as it was sent',
  source: 'RFC 7643 §4.1.1',
  law: 'userName is compared without case, but kept as it is.',
  fix: 'Fold the case only for comparing. Entra ID sends the update again in each cycle when a value comes back changed.',
  async run({ unique, createUser, read }) {
    const userName = `${unique('Ada.Lovelace')}@Example.COM`;
    const answer = await read(await createUser({ userName }));
    checkStatus(answer, 200);
    checkAt(answer, 'userName', userName);
  },
};
