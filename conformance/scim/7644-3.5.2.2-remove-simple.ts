import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { check } from '../kit/checks.ts';
import { shown } from '../kit/json.ts';

export const removeSimple: Case = {
  id: '7644-3.5.2.2-remove-simple',
  title: 'remove takes the value of an attribute away',
  source: 'RFC 7644 §3.5.2.2',
  law: 'After remove the attribute has no value: it is missing, null or empty.',
  fix: 'Clear the attribute that the path names.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const after = await patched(scim, addressOf(await createUser({ title: 'Countess' })), {
      op: 'remove',
      path: 'title',
    });
    check(!after['title'], `title should be gone after the PATCH, and is ${shown(after['title'])}.`);
  },
};
