import { setTimeout as sleep } from 'node:timers/promises';
import type { Case } from '../kit/case.ts';
import { addressOf, now, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { at } from '../kit/json.ts';

export const addChangesNothing: Case = {
  id: '7644-3.5.2.1-add-changes-nothing',
  title: 'add of what is there already leaves lastModified as it is',
  source: 'RFC 7644 §3.5.2.1',
  law: 'When the target has the value already, the add succeeds, changes nothing, and leaves the time of the last change alone.',
  fix: 'Compare before and after, and write only when they differ.',
  needs: ['patch'],
  async run({ scim, createUser, skip }) {
    const address = addressOf(await createUser({ title: 'Countess' }));
    const before = at(await now(scim, address), 'meta.lastModified');
    if (typeof before !== 'string') skip('The server does not tell meta.lastModified.');
    // Some servers keep whole seconds.
    await sleep(1_100);
    const after = await patched(scim, address, { op: 'add', path: 'title', value: 'Countess' });
    checkEqual(at(after, 'meta.lastModified'), before, 'meta.lastModified after adding what was there');
  },
};
