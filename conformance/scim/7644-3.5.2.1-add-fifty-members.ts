import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, patched } from '../kit/changes.ts';

export const addFiftyMembers: Case = {
  id: '7644-3.5.2.1-add-fifty-members',
  title: 'add of fifty members in one PATCH brings in all fifty',
  source: 'RFC 7644 §3.5.2.1',
  law: 'There is no limit to the values of one operation. Okta and authentik send whole groups at once.',
  fix: 'Store members in one statement for all, and give the body of a request enough room.',
  needs: ['patch'],
  async run({ scim, createUser, createGroup }) {
    const people = await Promise.all(Array.from({ length: 50 }, () => createUser()));
    const ids = people.map(({ id }) => id);
    const address = addressOf(await createGroup(), 'Groups');
    const value = ids.map((id) => ({ value: id }));
    checkValues(await patched(scim, address, { op: 'add', path: 'members', value }), 'members', ids);
  },
};
