import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, now } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const putReplacesLists: Case = {
  id: '7644-3.5.1-put-replaces-lists',
  title: 'PUT replaces a list by the one that was sent',
  source: 'RFC 7644 §3.5.1',
  law: 'A multi-valued attribute is replaced as a whole: values that are not in the PUT are gone.',
  fix: 'Replace the stored list, do not merge the two.',
  async run({ scim, unique, userBody, createUser }) {
    const [work, home] = [`${unique('work')}@example.com`, `${unique('home')}@example.com`];
    const emails = [
      { value: work, type: 'work', primary: true },
      { value: home, type: 'home' },
    ];
    const body = userBody({ emails });
    const { id } = await createUser(body);
    checkStatus(await scim.put(addressOf({ id }), { ...body, emails: emails.slice(0, 1) }), 200, 204);
    checkValues(await now(scim, addressOf({ id })), 'emails', [work]);
  },
};
