import type { Case } from '../kit/case.ts';
import { addressOf, now, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { objectsIn } from '../kit/json.ts';

export const addWithinAValue: Case = {
  id: '7644-3.5.2.1-add-within-a-value',
  title: 'add of addresses[type eq "work"].locality adds to that one value',
  source: 'RFC 7644 §3.5.2.1',
  law: 'A path with a filter and a sub-attribute leads to that part of the values that meet the filter.',
  fix: 'Run the filter over the values, and set the sub-attribute of those that meet it.',
  needs: ['patch'],
  async run({ scim, createUser, skip }) {
    const addresses = [
      { type: 'work', country: 'GB' },
      { type: 'home', country: 'FR' },
    ];
    const address = addressOf(await createUser({ addresses }));
    if (objectsIn((await now(scim, address))['addresses']).length < 2) skip('The server does not keep addresses.');
    const path = 'addresses[type eq "work"].locality';
    const after = objectsIn((await patched(scim, address, { op: 'add', path, value: 'London' }))['addresses']);
    const localityOf = (wanted: string): unknown => after.find(({ type }) => type === wanted)?.['locality'] ?? null;
    checkEqual(localityOf('work'), 'London', 'locality of the work address');
    checkEqual(localityOf('home'), null, 'locality of the home address, which the PATCH does not name,');
  },
};
