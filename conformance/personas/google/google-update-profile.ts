import type { Case } from '../../kit/case.ts';
import { checkAt, checkStatus } from '../../kit/checks.ts';
import { asGoogle } from './client.ts';

// How Google updates is from a weak source; a server that takes PUT and PATCH is on the safe side.
export const googleUpdateProfile: Case = {
  id: 'google-update-profile',
  title: 'A changed profile is taken as a whole, under the same id',
  source: 'Google Workspace, auto-provisioning; RFC 7644 §3.5.1',
  law: 'When somebody is renamed or gets another title, Google sends the whole user again to its address.',
  fix: 'Take PUT /Users/{id} with the whole user, store what is in it, and keep the id.',
  async run({ scim, userBody, created, read }) {
    const body = userBody();
    const user = created(await scim.post('/Users', body));
    const after = {
      ...body,
      name: { givenName: 'Ada', familyName: 'King' },
      title: 'Countess',
    };
    checkStatus(await asGoogle(scim).put(`/Users/${user.id}`, after), 200, 204);
    const now = await read(user);
    checkStatus(now, 200);
    checkAt(now, 'id', user.id);
    checkAt(now, 'name.familyName', 'King');
    checkAt(now, 'title', 'Countess');
  },
};
