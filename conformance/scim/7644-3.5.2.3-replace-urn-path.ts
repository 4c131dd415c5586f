import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { at } from '../kit/json.ts';
import { URN } from '../kit/urns.ts';

export const replaceUrnPath: Case = {
  id: '7644-3.5.2.3-replace-urn-path',
  title: 'A path may begin with the URN of the user schema',
  source: 'RFC 7644 §3.5.2 and §3.10',
  law: 'Attributes have a full name, the URN of their schema, a colon and their name. A path may use it.',
  fix: 'Take the URN of the core schema from the front of a path before you look the attribute up.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    const path = `${URN.user}:name.familyName`;
    const after = await patched(scim, address, { op: 'replace', path, value: 'King' });
    checkEqual(at(after, 'name.familyName'), 'King', 'name.familyName after the PATCH');
  },
};
