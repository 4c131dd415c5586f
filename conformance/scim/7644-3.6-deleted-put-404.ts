import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const deletedPut404: Case = {
  id: '7644-3.6-deleted-put-404',
  title: 'Who was deleted cannot be put back by PUT: 404',
  source: 'RFC 7644 §3.6',
  law: 'PUT of what was deleted is answered 404, and does not bring it back.',
  fix: 'Answer PUT with 404 for what is marked as deleted.',
  async run({ scim, userBody, createUser }) {
    const body = userBody();
    const address = addressOf(await createUser(body));
    await scim.delete(address);
    checkStatus(await scim.put(address, body), 404);
  },
};
