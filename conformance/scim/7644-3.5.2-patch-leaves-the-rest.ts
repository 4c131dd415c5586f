import type { Case } from '../kit/case.ts';
import { addressOf, now, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';

export const patchLeavesTheRest: Case = {
  id: '7644-3.5.2-patch-leaves-the-rest',
  title: 'PATCH of one attribute leaves all others as they are',
  source: 'RFC 7644 §3.5.2',
  law: 'PATCH changes what it names, and nothing else.',
  fix: 'Apply the operations to the stored user; do not build a new one from the request.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const title = 'Countess';
    const address = addressOf(await createUser({ title }));
    const before = await now(scim, address);
    const after = await patched(scim, address, { op: 'replace', path: 'displayName', value: 'Augusta King' });
    for (const name of ['title', 'name', 'emails', 'active', 'userName'])
      checkEqual(after[name], before[name], `${name}, which the PATCH does not name,`);
    checkEqual(after['displayName'], 'Augusta King', 'displayName after the PATCH');
  },
};
