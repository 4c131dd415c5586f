import type { Case } from '../kit/case.ts';
import { addressOf, named } from '../kit/changes.ts';
import { check } from '../kit/checks.ts';

export const deletedIsNotFound: Case = {
  id: '7644-3.6-deleted-is-not-found',
  title: 'Who was deleted is found by no query',
  source: 'RFC 7644 §3.6',
  law: 'Deleted resources are left out of the answers to queries.',
  fix: 'Leave out of every list what is marked as deleted.',
  needs: ['filter'],
  async run({ scim, userBody, createUser }) {
    const body = userBody();
    const { id } = await createUser(body);
    await scim.delete(addressOf({ id }));
    const people = await named(scim, body.userName);
    check(
      people.every((each) => each.id !== id),
      'A filter on userName should not find somebody who was deleted, and does.',
    );
  },
};
