import type { Case } from '../kit/case.ts';
import { checkFinds } from '../kit/checks.ts';

export const filterBoolean: Case = {
  id: '7644-3.4.2.2-boolean',
  title: 'active can be compared with true and false',
  source: 'RFC 7644 §3.4.2.2',
  law: 'A boolean is compared with true or false, without quotes.',
  fix: 'Read true and false in filters as JSON does, and compare booleans with them.',
  needs: ['filter'],
  async run({ scim, unique, createUser }) {
    const displayName = unique('set');
    const here = await createUser({ displayName, active: true });
    const gone = await createUser({ displayName, active: false });
    const find = (active: boolean) =>
      scim.get('/Users', { query: { filter: `displayName eq "${displayName}" and active eq ${active}` } });
    checkFinds(await find(true), [here.id]);
    checkFinds(await find(false), [gone.id]);
  },
};
