import type { Case } from '../kit/case.ts';
import { check, checkStatus } from '../kit/checks.ts';
import { at, shown } from '../kit/json.ts';

export const datesWithZone: Case = {
  id: '7643-2.3.5-dates-with-zone',
  title: 'Times have a date, a time and a zone',
  source: 'RFC 7643 §2.3.5',
  law: 'A dateTime is an xsd:dateTime, with both date and time; without a zone nobody knows which moment is meant.',
  fix: 'Write meta.created and meta.lastModified like 2011-05-13T04:42:34Z.',
  async run({ createUser, read }) {
    const answer = await read(await createUser());
    checkStatus(answer, 200);
    for (const name of ['created', 'lastModified']) {
      const time = at(answer.body, `meta.${name}`);
      check(
        typeof time === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(time),
        `meta.${name} should be a date and a time with its zone, and is ${shown(time)}.`,
      );
    }
  },
};
