import type { Case } from '../kit/case.ts';
import { checkFinds, checkFindsNobody } from '../kit/checks.ts';
import { URN } from '../kit/urns.ts';

export const findsByIdAndManager: Case = {
  id: '7644-3.4.2.2-id-and-manager',
  title: 'id eq … and manager eq … finds the user of that manager',
  source: 'Microsoft Entra ID; RFC 7644 §3.4.2.2',
  law: 'Entra ID asks whether a user has this manager before it changes it, with a filter on id and manager and `attributes=id`.',
  fix: 'Let `manager` in filters stand for the id in the manager of the enterprise extension, and combine it with `id` by `and`.',
  needs: ['filter'],
  async run({ scim, createUser }) {
    const manager = await createUser();
    const { id } = await createUser({
      schemas: [URN.user, URN.enterprise],
      [URN.enterprise]: { manager: { value: manager.id } },
    });
    const find = (who: string) =>
      scim.get('/Users', { query: { filter: `id eq "${id}" and manager eq "${who}"`, attributes: 'id' } });
    checkFinds(await find(manager.id), [id]);
    checkFindsNobody(await find(id));
  },
};
