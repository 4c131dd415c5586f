import type { Case } from '../kit/case.ts';
import { addressOf, now } from '../kit/changes.ts';
import { checkEqual, checkStatus } from '../kit/checks.ts';
import { at } from '../kit/json.ts';

export const putReplacesValues: Case = {
  id: '7644-3.5.1-put-replaces-values',
  title: 'PUT puts new values in the place of the old ones',
  source: 'RFC 7644 §3.5.1',
  law: 'What a PUT carries takes the place of what was there, sub-attributes too.',
  fix: 'Write every attribute of the body over the stored one.',
  async run({ scim, userBody, createUser }) {
    const body = userBody();
    const { id } = await createUser(body);
    const name = { givenName: 'Augusta', familyName: 'King' };
    checkStatus(await scim.put(addressOf({ id }), { ...body, name }), 200, 204);
    const after = await now(scim, addressOf({ id }));
    checkEqual(at(after, 'name.givenName'), 'Augusta', 'name.givenName after the PUT');
    checkEqual(at(after, 'name.familyName'), 'King', 'name.familyName after the PUT');
  },
};
