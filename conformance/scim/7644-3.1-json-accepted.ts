import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { check, checkAt, checkStatus } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const jsonAccepted: Case = {
  id: '7644-3.1-json-accepted',
  title: 'Who accepts application/json alone is answered with JSON',
  source: 'RFC 7644 §3.1; OneLogin',
  law: 'Clients may ask for application/json. OneLogin does; a 406 or an HTML page ends its work.',
  fix: 'Answer a request with `Accept: application/json` as any other, as application/json or application/scim+json.',
  async run({ scim, createUser }) {
    const { id } = await createUser();
    const answer = await scim.get(addressOf({ id }), { headers: { accept: 'application/json' } });
    checkStatus(answer, 200);
    checkAt(answer, 'id', id);
    const type = answer.headers['content-type'];
    check(
      /^application\/(scim\+)?json\b/i.test(type ?? ''),
      `${answer.request} with Accept: application/json should be answered with JSON, and was with ${shown(type)}.`,
    );
  },
};
