import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { at } from '../kit/json.ts';

export const replaceComplexWithoutPath: Case = {
  id: '7644-3.5.2.3-replace-complex-without-path',
  title: 'replace of a complex attribute without a path replaces the parts that were sent',
  source: 'RFC 7644 §3.5.2.3',
  law: 'In a value without a path a complex attribute stands as an object; its sub-attributes take the place of the old ones.',
  fix: 'Treat each key of the value as replace with that path.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    const value = { name: { givenName: 'Augusta', familyName: 'King' } };
    const after = await patched(scim, address, { op: 'replace', value });
    checkEqual(at(after, 'name.givenName'), 'Augusta', 'name.givenName after the PATCH');
    checkEqual(at(after, 'name.familyName'), 'King', 'name.familyName after the PATCH');
  },
};
