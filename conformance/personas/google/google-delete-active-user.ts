import type { Case } from '../../kit/case.ts';
import { checkStatus } from '../../kit/checks.ts';
import { asGoogle } from './client.ts';

export const googleDeleteActiveUser: Case = {
  id: 'google-delete-active-user',
  title: 'DELETE of a user who is still active is taken, and the user is gone',
  source: 'Google Workspace, auto-provisioning; RFC 7644 §3.6',
  law: 'What happens when somebody leaves is set for each occasion in Google, and may be DELETE at once: nobody is deactivated before.',
  fix: 'Answer DELETE /Users/{id} with 204 whether the user is active or not, end their access, and answer 404 from then on.',
  async run({ scim, createUser, read }) {
    const user = await createUser();
    checkStatus(await asGoogle(scim).delete(`/Users/${user.id}`), 204, 200);
    checkStatus(await read(user), 404);
  },
};
