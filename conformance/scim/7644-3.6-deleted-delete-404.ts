import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const deletedDelete404: Case = {
  id: '7644-3.6-deleted-delete-404',
  title: 'Who was deleted cannot be deleted again: 404',
  source: 'RFC 7644 §3.6',
  law: 'A second DELETE finds nothing: 404, which clients take as done.',
  fix: 'Answer DELETE with 404 for what is not there or marked as deleted.',
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    await scim.delete(address);
    checkStatus(await scim.delete(address), 404);
  },
};
