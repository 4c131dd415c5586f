import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const deletedGet404: Case = {
  id: '7644-3.6-deleted-get-404',
  title: 'Who was deleted cannot be read: 404',
  source: 'RFC 7644 §3.6',
  law: 'Whether a server erases or only hides, for the client the resource is gone: 404.',
  fix: 'Answer GET with 404 for what is marked as deleted.',
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    await scim.delete(address);
    checkStatus(await scim.get(address), 404);
  },
};
