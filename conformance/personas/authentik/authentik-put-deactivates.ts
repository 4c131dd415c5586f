import type { Case } from '../../kit/case.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';
import { pathOf } from '../client.ts';

export const authentikPutDeactivates: Case = {
  id: 'authentik-put-deactivates',
  title: 'PUT with active false switches a user off, and with true on again',
  source: 'authentik, SCIM provider',
  law: 'Somebody who is deactivated in authentik is PUT with active false, and deleted only when they are deleted there or lose the app.',
  fix: 'Take active from PUT /Users/{id}, and keep inactive users under their id.',
  async run({ scim, userBody, created, read }) {
    const body = userBody();
    const user = created(await scim.post('/Users', body));
    for (const active of [false, true]) {
      checkStatus(await scim.put(pathOf('Users', user.id), { ...body, id: user.id, active }), 200, 204);
      const now = await read(user);
      checkStatus(now, 200);
      checkAt(now, 'id', user.id);
      checkAt(now, 'active', active);
    }
  },
};
