import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';

export const inOrder: Case = {
  id: '7644-3.5.2-in-order',
  title: 'Operations of one PATCH are done in their order',
  source: 'RFC 7644 §3.5.2',
  law: 'Each operation works on what the one before it has left.',
  fix: 'Apply the operations one after the other, in the order of the list.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const after = await patched(
      scim,
      addressOf(await createUser()),
      { op: 'add', path: 'title', value: 'first' },
      { op: 'remove', path: 'title' },
      { op: 'replace', path: 'displayName', value: 'first' },
      { op: 'replace', path: 'displayName', value: 'second' },
      { op: 'add', path: 'title', value: 'second' },
    );
    checkEqual(after['displayName'], 'second', 'displayName after two replacements');
    checkEqual(after['title'], 'second', 'title after add, remove and add');
  },
};
