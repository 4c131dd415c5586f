import type { Case } from '../kit/case.ts';
import { addressOf, now } from '../kit/changes.ts';
import { checkEqual, checkStatus } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const schemasBehind: Case = {
  id: '7644-3.5.2-schemas-behind',
  title: 'A PATCH whose schemas stand behind its Operations is done',
  source: 'RFC 7644 §3.5.2; RFC 8259 §4',
  law: 'The members of a JSON object have no order.',
  fix: 'Read the whole body before you look at what is in it.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    const Operations = [{ op: 'replace', path: 'displayName', value: 'Augusta King' }];
    checkStatus(await scim.patch(address, { Operations, schemas: [URN.patch] }), 200, 204);
    checkEqual((await now(scim, address))['displayName'], 'Augusta King', 'displayName after the PATCH');
  },
};
