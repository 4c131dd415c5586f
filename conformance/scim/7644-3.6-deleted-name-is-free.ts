import type { Case } from '../kit/case.ts';
import { addressOf, noted } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const deletedNameIsFree: Case = {
  id: '7644-3.6-deleted-name-is-free',
  title: 'The userName of who was deleted can be given again',
  source: 'RFC 7644 §3.6',
  law: 'Deleted resources do not count as conflicts: a user with the same userName can be created.',
  fix: 'Leave what is marked as deleted out of the unique index.',
  async run({ scim, userBody, createUser, created }) {
    const body = userBody();
    const { id } = await createUser(body);
    await scim.delete(addressOf({ id }));
    checkStatus(noted({ created }, await scim.post('/Users', body)), 201, 200);
  },
};
