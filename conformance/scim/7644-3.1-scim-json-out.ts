import type { Case } from '../kit/case.ts';
import { check } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const scimJsonOut: Case = {
  id: '7644-3.1-scim-json-out',
  title: 'Who accepts application/scim+json is answered with it',
  source: 'RFC 7644 §3.1 and §8.1',
  law: 'Answers are of type application/scim+json when the client accepts that. Microsoft’s validator ends its run on application/json.',
  fix: 'Send `Content-Type: application/scim+json; charset=utf-8` with every answer that has a body.',
  async run({ createUser, read }) {
    const { headers, request } = await read(await createUser());
    const type = headers['content-type'];
    check(
      /^application\/scim\+json\b/i.test(type ?? ''),
      `${request} with Accept: application/scim+json should be answered with that type, and was with ${shown(type)}.`,
    );
  },
};
