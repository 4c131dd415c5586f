import type { Case } from '../kit/case.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';

export const attributesInAnyCaseShown: Case = {
  id: '7644-3.9-attributes-any-case',
  title: 'Names in attributes are read without case',
  source: 'RFC 7644 §3.9, §3.10',
  law: 'The names of attributes have no case, and so neither in `attributes`.',
  fix: 'Look the names in `attributes` and `excludedAttributes` up without case.',
  async run({ scim, createUser }) {
    const { id } = await createUser();
    const answer = await scim.get(`/Users/${encodeURIComponent(id)}`, { query: { attributes: 'DISPLAYNAME' } });
    checkStatus(answer, 200);
    checkAt(answer, 'displayName', 'Ada Lovelace');
  },
};
