import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { check, found } from '../kit/checks.ts';

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
    const answer = await scim.get('/Users', { query: { filter: `userName eq "${body.userName}"` } });
    check(
      found(answer).every((each) => each.id !== id),
      `${answer.request} with a filter on userName finds somebody who was deleted.`,
    );
  },
};
