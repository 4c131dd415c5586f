import type { Case } from '../kit/case.ts';
import { addressOf, now } from '../kit/changes.ts';
import { checkEqual, checkStatus } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const putRoundTrip: Case = {
  id: '7644-3.5.1-put-round-trip',
  title: 'A user who is read and put back as they are stays as they are',
  source: 'RFC 7644 §3.5.1; Okta',
  law: 'Clients that update by PUT read a user, change one thing and send the whole back, with id, meta and groups. What they did not touch must not change.',
  fix: 'Accept in a PUT everything that you give in a GET, and store it as it was.',
  async run({ scim, unique, createUser }) {
    const externalId = unique('external');
    const enterprise = { schemas: [URN.user, URN.enterprise], [URN.enterprise]: { department: 'Mathematics' } };
    const user = await createUser({ externalId, title: 'Countess', ...enterprise });
    const before = await now(scim, addressOf(user));
    checkStatus(await scim.put(addressOf(user), before), 200, 204);
    const after = await now(scim, addressOf(user));
    checkEqual({ ...after, meta: undefined }, { ...before, meta: undefined }, 'the user after a PUT of what was read');
  },
};
