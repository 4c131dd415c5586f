import type { Case } from '../kit/case.ts';
import { addressOf, patch } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const deletedPatch404: Case = {
  id: '7644-3.6-deleted-patch-404',
  title: 'Who was deleted cannot be changed by PATCH: 404',
  source: 'RFC 7644 §3.6',
  law: 'PATCH of what was deleted is answered 404, and does not bring it back.',
  fix: 'Answer PATCH with 404 for what is marked as deleted.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    await scim.delete(address);
    checkStatus(await patch(scim, address, { op: 'replace', path: 'active', value: true }), 404);
  },
};
