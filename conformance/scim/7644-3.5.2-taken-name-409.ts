import type { Case } from '../kit/case.ts';
import { addressOf, patch } from '../kit/changes.ts';
import { checkStatus } from '../kit/checks.ts';

export const takenName409: Case = {
  id: '7644-3.5.2-taken-name-409',
  title: 'PATCH of a userName to one that is somebody else’s is answered 409',
  source: 'RFC 7644 §3.5.2',
  law: 'Uniqueness holds for PATCH as for POST: 409. Two people under one name can sign in as each other.',
  fix: 'Check the userName on PATCH too; with a unique index the database does.',
  needs: ['patch'],
  async run({ scim, userBody, createUser }) {
    const ada = userBody();
    await createUser(ada);
    const bob = await createUser();
    checkStatus(await patch(scim, addressOf(bob), { op: 'replace', path: 'userName', value: ada.userName }), 409);
  },
};
