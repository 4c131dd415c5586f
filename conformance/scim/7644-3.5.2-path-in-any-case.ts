import type { Case } from '../kit/case.ts';
import { addressOf, patched } from '../kit/changes.ts';
import { checkEqual } from '../kit/checks.ts';

export const pathInAnyCase: Case = {
  id: '7644-3.5.2-path-in-any-case',
  title: 'A path may be in upper or lower case',
  source: 'RFC 7644 §3.5.2; RFC 7643 §2.1',
  law: 'Names of attributes are compared without regard to case, in paths too.',
  fix: 'Look the names of a path up without regard to case.',
  needs: ['patch'],
  async run({ scim, createUser }) {
    const address = addressOf(await createUser());
    const after = await patched(scim, address, { op: 'replace', path: 'DisplayNAME', value: 'Augusta King' });
    checkEqual(after['displayName'], 'Augusta King', 'displayName after the PATCH');
  },
};
