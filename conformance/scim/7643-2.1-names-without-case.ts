import type { Case } from '../kit/case.ts';
import { checkAt, checkStatus } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const namesWithoutCase: Case = {
  id: '7643-2.1-names-without-case',
  title: 'Names of attributes are understood in any case',
  source: 'RFC 7643 §2.1',
  law: 'Names of attributes are compared without case: `USERNAME` is userName.',
  fix: 'Look names of attributes up without case when a body is read, and answer with the names that the schema has.',
  async run({ scim, unique, created }) {
    const userName = unique('conformance');
    const { id } = created(await scim.post('/Users', { schemas: [URN.user], USERNAME: userName, DISPLAYNAME: 'Ada' }));
    const answer = await scim.get(`/Users/${id}`);
    checkStatus(answer, 200);
    checkAt(answer, 'userName', userName);
    checkAt(answer, 'displayName', 'Ada');
  },
};
