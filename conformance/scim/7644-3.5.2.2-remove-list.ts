import type { Case } from '../kit/case.ts';
import { addressOf, checkValues, now, patched } from '../kit/changes.ts';
import { objectsIn } from '../kit/json.ts';

export const removeList: Case = {
  id: '7644-3.5.2.2-remove-list',
  title: 'remove with a path to a list takes all its values',
  source: 'RFC 7644 §3.5.2.2',
  law: 'When the target is multi-valued and there is no filter, all values are removed.',
  fix: 'Clear the whole list.',
  needs: ['patch'],
  async run({ scim, createUser, skip }) {
    const phoneNumbers = [
      { value: '+15550100', type: 'work' },
      { value: '+15550101', type: 'mobile' },
    ];
    const address = addressOf(await createUser({ phoneNumbers }));
    if (objectsIn((await now(scim, address))['phoneNumbers']).length === 0)
      skip('The server does not keep phoneNumbers.');
    checkValues(await patched(scim, address, { op: 'remove', path: 'phoneNumbers' }), 'phoneNumbers', []);
  },
};
