import type { Case } from '../kit/case.ts';
import { check } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';
import { refusals } from '../kit/refusals.ts';

export const errorContentType: Case = {
  id: '7644-3.12-error-content-type',
  title: 'Every refusal is of type application/scim+json',
  source: 'RFC 7644 §3.12 and §3.1',
  law: 'Errors are SCIM messages like others. An HTML page from a framework or a proxy cannot be read by a client. Tried with 400, 401, 404 and 409.',
  fix: 'Answer errors of the framework as SCIM Errors too, with Content-Type application/scim+json.',
  async run(trial) {
    for (const { headers, status, request } of await refusals(trial)) {
      const type = headers['content-type'];
      check(
        /^application\/scim\+json\b/i.test(type ?? ''),
        `The ${status} to ${request} should be of type application/scim+json, and is of ${shown(type)}.`,
      );
    }
  },
};
