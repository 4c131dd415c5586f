import type { Case } from '../kit/case.ts';
import { check, checkAt, checkStatus } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const nullIsAbsent: Case = {
  id: '7643-2.5-null-is-absent',
  title: 'null, an empty list and nothing are the same',
  source: 'RFC 7643 §2.5',
  law: 'An attribute without a value is unassigned, whether it is left out, null or an empty list.',
  fix: 'Take null and [] in a body as "no value", and leave such attributes out of answers.',
  async run({ createUser, read }) {
    const answer = await read(await createUser({ nickName: null, phoneNumbers: [], title: 'Countess' }));
    checkStatus(answer, 200);
    checkAt(answer, 'title', 'Countess');
    const { nickName, phoneNumbers } = answer.body;
    check(nickName === undefined, `nickName should be left out, and is ${shown(nickName)}.`);
    const isNone = phoneNumbers === undefined || (Array.isArray(phoneNumbers) && phoneNumbers.length === 0);
    check(isNone, `phoneNumbers should have no value, and is ${shown(phoneNumbers)}.`);
  },
};
