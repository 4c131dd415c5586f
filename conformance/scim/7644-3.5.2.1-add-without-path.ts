import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';
import { at } from '../kit/json.ts';

export const addWithoutPath: Case = {
  id: '7644-3.5.2.1-add-without-path',
  title: 'add without a path adds the attributes of its value',
  source: 'RFC 7644 §3.5.2.1',
  law: 'Without a path the target is the resource, and the value holds the attributes to add.',
  fix: 'Take each key of the value as an attribute to add, and merge what is complex.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    const value = { title: 'Countess', name: { middleName: 'King' } };
    const after = await patched(scim, address, { op: 'add', value });
    checkEqual(after['title'], 'Countess', 'title after the PATCH');
    checkEqual(at(after, 'name.middleName'), 'King', 'name.middleName after the PATCH');
  },
};
