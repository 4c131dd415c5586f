import type { Case } from '../kit/case.ts';
import { addressOf, now, patch } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';

export const allOrNothing: Case = {
  id: '7644-3.5.2-all-or-nothing',
  title: 'A PATCH of which one operation fails changes nothing',
  source: 'RFC 7644 §3.5.2',
  law: 'A PATCH is done as a whole or not at all: when one operation fails, those before it are undone.',
  fix: 'Apply all operations to a copy, and store it when all have succeeded; or run them in one transaction.',
  needs: ['patch'],
  async run({ scim, userBody, createUser, skip }) {
    const ada = userBody();
    await createUser(ada);
    const address = addressOf(await createUser());
    const before = await now(scim, address);
    const answer = await patch(
      scim,
      address,
      { op: 'replace', path: 'displayName', value: 'Augusta King' },
      { op: 'replace', path: 'userName', value: ada.userName },
    );
    if (answer.status < 300)
      skip('The server does not refuse the operation that should fail, a userName that is taken.');
    checkEqual(
      (await now(scim, address))['displayName'],
      before['displayName'],
      'displayName after a PATCH that was refused',
    );
  },
};
