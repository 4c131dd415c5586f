import type { Case } from '../kit/case.ts';
import { check, checkStatus } from '../kit/checks.ts';
import { at, objectsIn, shown } from '../kit/json.ts';

export const emails: Case = {
  id: '7643-4.1.2-emails',
  title: 'E-mail addresses keep value, type and which is primary',
  source: 'RFC 7643 §4.1.2',
  law: 'emails is multi-valued; each value has its address, its type and may be the primary one.',
  fix: 'Store every address with its sub-attributes and return them.',
  async run({ createUser, read }) {
    const emails = [
      { value: 'ada@work.example', type: 'work', primary: true },
      { value: 'ada@home.example', type: 'home' },
    ];
    const answer = await read(await createUser({ emails }));
    checkStatus(answer, 200);
    const kept = objectsIn(at(answer.body, 'emails'));
    for (const { value, type, primary } of emails) {
      const same = kept.find((each) => each['value'] === value);
      check(same?.['type'] === type, `The address ${value} should come back with type ${type}, and is ${shown(same)}.`);
      check(
        (same['primary'] === true) === (primary === true),
        `Only the work address should be primary; ${value} is ${shown(same)}.`,
      );
    }
  },
};
