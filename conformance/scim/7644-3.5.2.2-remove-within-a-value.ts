import type { Case } from '../kit/case.ts';
import { addressOf, now, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { objectsIn } from '../kit/json.ts';

export const removeWithinAValue: Case = {
  id: '7644-3.5.2.2-remove-within-a-value',
  title: 'remove of addresses[type eq "work"].locality takes that part of that one value',
  source: 'RFC 7644 §3.5.2.2',
  law: 'A path with a filter and a sub-attribute leads to that part of the values that meet the filter; the values stay.',
  fix: 'Run the filter over the values, and clear the sub-attribute of those that meet it.',
  needs: ['patch'],
  async run({ scim, createUser, skip }) {
    const addresses = [
      { type: 'work', locality: 'London', country: 'GB' },
      { type: 'home', locality: 'Paris', country: 'FR' },
    ];
    const address = addressOf(await createUser({ addresses }));
    if (objectsIn((await now(scim, address))['addresses']).length < 2) skip('The server does not keep addresses.');
    const path = 'addresses[type eq "work"].locality';
    const after = objectsIn((await patched(scim, address, { op: 'remove', path }))['addresses']);
    const localityOf = (wanted: string): unknown => after.find(({ type }) => type === wanted)?.['locality'] ?? null;
    checkEqual(after.length, 2, 'the number of addresses');
    checkEqual(localityOf('work'), null, 'locality of the work address');
    checkEqual(localityOf('home'), 'Paris', 'locality of the home address, which the PATCH does not name,');
  },
};
