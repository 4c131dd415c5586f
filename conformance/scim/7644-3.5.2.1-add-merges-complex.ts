import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { at } from '../kit/json.ts';

export const addMergesComplex: Case = {
  id: '7644-3.5.2.1-add-merges-complex',
  title: 'add to a complex attribute leaves the parts that it does not name',
  source: 'RFC 7644 §3.5.2.1',
  law: 'When the target of add is complex, the given sub-attributes are added to those that are there.',
  fix: 'Merge the value into the stored object.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    const after = await patched(scim, address, { op: 'add', path: 'name', value: { middleName: 'King' } });
    checkEqual(at(after, 'name.middleName'), 'King', 'name.middleName after the PATCH');
    checkEqual(at(after, 'name.givenName'), 'Ada', 'name.givenName, which the PATCH does not name,');
  },
};
