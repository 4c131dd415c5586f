import type { Case } from '../kit/case.ts';
import { check, checkEqual, checkStatus } from '../kit/checks.ts';
import { at, shown } from '../kit/json.ts';

export const listHoldsAList: Case = {
  id: '7644-3.4.2-list-resources',
  title: 'Resources is a list, also when one resource was found',
  source: 'RFC 7644 §3.4.2',
  law: 'What was found is in `Resources`, which is a list even with a single resource in it, and must be there when totalResults is not 0.',
  fix: 'Write `"Resources": [ … ]` with a capital R, and always as a list.',
  async run({ scim, unique, createUser }) {
    const userName = `${unique('ada')}@example.com`;
    const { id } = await createUser({ userName });
    const answer = await scim.get('/Users', { query: { filter: `userName eq "${userName}"` } });
    checkStatus(answer, 200);
    const { Resources } = answer.body;
    check(Array.isArray(Resources), `Resources should be a list with one user, and is ${shown(Resources)}.`);
    checkEqual(at(Resources, '0.id'), id, 'The id of the only resource');
  },
};
