import { bulk } from '../kit/bulk.ts';
import type { Case } from '../kit/case.ts';
import { addressOf, now } from '../kit/changes.ts';
import { check, checkEqual } from '../kit/checks.ts';

export const changes: Case = {
  id: '7644-3.7-changes',
  title: 'A bulk deletes and puts as single requests would',
  source: 'RFC 7644 §3.7',
  law: 'Each operation of a bulk does what the request of the same method and path would do.',
  fix: 'Send every operation through the code that answers single requests.',
  needs: ['bulk'],
  async run({ scim, userBody, createUser, created }) {
    const [body, gone] = [userBody(), await createUser()];
    const user = await createUser(body);
    const { operations } = await bulk({ scim, created }, [
      { method: 'PUT', path: addressOf(user), data: { ...body, displayName: 'Augusta King' } },
      { method: 'DELETE', path: addressOf(gone) },
    ]);
    checkEqual(operations.length, 2, 'the number of operations in the answer');
    checkEqual(
      (await now(scim, addressOf(user)))['displayName'],
      'Augusta King',
      'displayName after the PUT in the bulk',
    );
    check(
      (await scim.get(addressOf(gone))).status !== 200,
      'The user whom the bulk deletes should be gone, and is still there.',
    );
  },
};
