import type { Case } from '../kit/case.ts';
import { addressOf, now } from '../kit/changes.ts';
import { check, checkEqual, checkStatus } from '../kit/checks.ts';
import { at, objectsIn } from '../kit/json.ts';

export const putIgnoresReadOnly: Case = {
  id: '7644-3.5.1-put-ignores-read-only',
  title: 'PUT leaves read-only attributes as they are, whatever was sent',
  source: 'RFC 7644 §3.5.1',
  law: 'What a client sends for a read-only attribute (meta, groups) is left aside. Okta sends the whole user back, with what it has read of these.',
  fix: 'Take meta and groups out of the body before you store it, and do not refuse the request for them.',
  async run({ scim, userBody, createUser, createGroup }) {
    const group = await createGroup();
    const body = userBody();
    const user = await createUser(body);
    const readOnly = { meta: { created: '2001-01-01T00:00:00Z' }, groups: [{ value: group.id }] };
    checkStatus(await scim.put(addressOf(user), { ...body, ...readOnly }), 200, 204);
    const after = await now(scim, addressOf(user));
    check(
      !String(at(after, 'meta.created')).startsWith('2001'),
      'meta.created is read-only, and the PUT has changed it.',
    );
    checkEqual(objectsIn(after['groups']).length, 0, 'the number of groups of the user after the PUT');
  },
};
