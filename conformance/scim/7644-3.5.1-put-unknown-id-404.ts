import { randomUUID } from 'node:crypto';
import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const putUnknownId404: Case = {
  id: '7644-3.5.1-put-unknown-id-404',
  title: 'PUT of somebody who is not there is answered 404 and creates nobody',
  source: 'RFC 7644 §3.5.1',
  law: 'PUT changes what is there, and never creates.',
  fix: 'Look for the id first, and answer 404 when it is not there. Do not write with an upsert.',
  async run({ scim, userBody }) {
    const address = addressOf({ id: randomUUID() });
    const answer = await scim.put(address, userBody());
    const after = await scim.get(address);
    if (after.status === 200) await scim.delete(address);
    checkStatus(answer, 404);
    checkStatus(after, 404);
  },
};
