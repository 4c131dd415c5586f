import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';

export const replaceWithoutPath: Case = {
  id: '7644-3.5.2.3-replace-without-path',
  title: 'replace without a path replaces the attributes of its value',
  source: 'RFC 7644 §3.5.2.3',
  law: 'Without a path the target is the resource, and the value holds the attributes to replace. Okta deactivates people so.',
  fix: 'Take each key of the value as an attribute to replace, and leave the others.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser({ title: 'Miss' }));
    const after = await patched(scim, address, {
      op: 'replace',
      value: { title: 'Countess', displayName: 'Augusta King' },
    });
    checkEqual(after['title'], 'Countess', 'title after the PATCH');
    checkEqual(after['displayName'], 'Augusta King', 'displayName after the PATCH');
  },
};
