import type { Case } from '../kit/case.ts';
import { addressOf, now, patch } from '../kit/changes.ts';
import { check } from '../kit/checks.ts';

export const allOrNothing: Case = {
  id: '7644-3.5.2-all-or-nothing',
  title: 'A PATCH of which one operation fails changes nothing',
  source: 'RFC 7644 §3.5.2',
  law: 'A PATCH is done as a whole or not at all: when one operation fails, those before it are undone.',
  fix: 'Apply all operations to a copy, and store it when all have succeeded; or run them in one transaction.',
  needs: ['patch'],
  async run({ scim, userBody, createUser, skip }) {
    const taken = userBody();
    await createUser(taken);
    const failing = [
      { op: 'remove', path: 'userName' },
      { op: 'replace', path: 'userName', value: taken.userName },
    ];
    let refused = 0;
    for (const operation of failing) {
      const address = addressOf(await createUser());
      const { status } = await patch(
        scim,
        address,
        { op: 'replace', path: 'displayName', value: 'Augusta King' },
        operation,
      );
      if (status < 300) continue;
      refused += 1;
      const { displayName } = await now(scim, address);
      check(displayName !== 'Augusta King', 'A PATCH that was refused has changed displayName all the same.');
    }
    if (refused === 0) skip('The server refuses neither the removal of userName nor one that is taken.');
  },
};
