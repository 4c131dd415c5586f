import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { at } from '../kit/json.ts';

export const replaceComplex: Case = {
  id: '7644-3.5.2.3-replace-complex',
  title: 'replace with a path to a complex attribute changes the parts that were sent and leaves the others',
  source: 'RFC 7644 §3.5.2.3',
  law: 'When the target of replace is complex, the given sub-attributes take the place of the old ones, and those that are not given stay.',
  fix: 'Merge the sub-attributes of the value into the stored ones.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    const after = await patched(scim, address, { op: 'replace', path: 'name', value: { familyName: 'King' } });
    checkEqual(at(after, 'name.familyName'), 'King', 'name.familyName after the PATCH');
    checkEqual(at(after, 'name.givenName'), 'Ada', 'name.givenName, which the PATCH does not name,');
  },
};
