import type { Case } from '../kit/case.ts';
import { addressOf } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const putTakenName409: Case = {
  id: '7644-3.5.1-put-taken-name-409',
  title: 'PUT of a userName that is somebody else’s is answered 409',
  source: 'RFC 7644 §3.5.1',
  law: 'Uniqueness holds for changes as for creations: 409.',
  fix: 'Check the userName on PUT too; with a unique index the database does.',
  async run({ scim, userBody, createUser }) {
    const [ada, body] = [userBody(), userBody()];
    await createUser(ada);
    const bob = await createUser(body);
    checkStatus(await scim.put(addressOf(bob), { ...body, userName: ada.userName }), 409);
  },
};
