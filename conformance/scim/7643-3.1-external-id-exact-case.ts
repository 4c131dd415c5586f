import type { Case } from '../kit/case.ts';
import { check } from '../kit/checks.ts';

export const externalIdExactCase: Case = {
  id: '7643-3.1-external-id-exact-case',
  title: 'Two users’ externalIds may differ by case alone',
  source: 'RFC 7643 §3.1',
  law: 'externalId is compared exactly, case included.',
  fix: 'Compare externalId with case, in whatever makes it unique too.',
  async run({ unique, createUser }) {
    const externalId = unique('external');
    const first = await createUser({ externalId });
    const second = await createUser({ externalId: externalId.toUpperCase() });
    check(first.id !== second.id, 'Both were taken for one user.');
  },
};
