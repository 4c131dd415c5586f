import { randomUUID } from 'node:crypto';
import type { Case } from '../kit/case.ts';
import { checkError } from '../kit/checks.ts';

export const unknownIdIs404: Case = {
  id: '7644-3.4.1-unknown-id-404',
  title: 'GET of an id that nobody has answers 404',
  source: 'RFC 7644 §3.4.1, §3.12',
  law: 'An address under which there is no resource is answered with 404. A client tells by it that somebody is gone; other errors it takes for a failure, and tries again.',
  fix: 'Answer GET /Users/{id} and GET /Groups/{id} with status 404 and a SCIM Error when there is no such id.',
  async run({ scim }) {
    checkError(await scim.get(`/Users/${randomUUID()}`), 404);
    checkError(await scim.get(`/Groups/${randomUUID()}`), 404);
  },
};
