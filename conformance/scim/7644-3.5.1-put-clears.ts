import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, now } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const putClears: Case = {
  id: '7644-3.5.1-put-clears',
  title: 'PUT with an empty list takes the values of that attribute away',
  source: 'RFC 7644 §3.5.1',
  law: 'What is left out of a PUT may be cleared or get a default. What a client sends as an empty list is to be cleared.',
  fix: 'Take an empty list in the body of a PUT as "no values", not as "nothing said".',
  async run({ scim, userBody, createUser }) {
    const body = userBody({ phoneNumbers: [{ value: '+15550100', type: 'work' }] });
    const { id } = await createUser(body);
    checkStatus(await scim.put(addressOf({ id }), { ...body, phoneNumbers: [] }), 200, 204);
    checkValues(await now(scim, addressOf({ id })), 'phoneNumbers', []);
  },
};
