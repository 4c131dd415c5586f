import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const deletedGroup404: Case = {
  id: '7644-3.6-deleted-group-404',
  title: 'A group that was deleted cannot be read: 404',
  source: 'RFC 7644 §3.6',
  law: 'For the client a deleted group is gone, as a deleted user is: 404.',
  fix: 'Answer GET with 404 for a group that is marked as deleted.',
  async run({ scim, createGroup }) {
    const address = addressOf(await createGroup(), 'Groups');
    await scim.delete(address);
    checkStatus(await scim.get(address), 404);
  },
};
