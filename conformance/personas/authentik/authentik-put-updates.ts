import type { Case } from '../../kit/case.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';
import { pathOf } from '../client.ts';

export const authentikPutUpdates: Case = {
  id: 'authentik-put-updates',
  title: 'PUT with the whole user, its own id in it, changes the profile',
  source: 'authentik, SCIM provider; RFC 7644 §3.5.1',
  law: 'authentik updates users by PUT only, and puts the id that it knows them by into the body.',
  fix: 'Take PUT /Users/{id}, pass over the id in the body, and store the rest.',
  async run({ scim, userBody, created, read }) {
    const body = userBody();
    const user = created(await scim.post('/Users', body));
    const name = { formatted: 'Ada King', givenName: 'Ada', familyName: 'King' };
    checkStatus(await scim.put(pathOf('Users', user.id), { ...body, id: user.id, name }), 200, 204);
    const now = await read(user);
    checkStatus(now, 200);
    checkAt(now, 'id', user.id);
    checkAt(now, 'name.familyName', 'King');
    checkAt(now, 'emails.0.value', body.userName);
  },
};
