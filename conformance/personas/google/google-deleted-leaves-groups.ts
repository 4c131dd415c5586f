import type { Case } from '../../kit/case.ts';
import { checkStatus } from '../../kit/checks.ts';
import { checkMembers } from '../client.ts';
import { asGoogle } from './client.ts';

export const googleDeletedLeavesGroups: Case = {
  id: 'google-deleted-leaves-groups',
  title: 'Somebody who is deleted is in no group any more, and the others stay in',
  source: 'Google Workspace, auto-provisioning; RFC 7644 §3.6',
  law: 'Google pushes no groups, so nobody but the server takes a deleted user out of those that it keeps.',
  fix: 'Take the user out of every group in the same step as DELETE /Users/{id}.',
  async run({ scim, createUser, createGroup }) {
    const [leaver, other] = [await createUser(), await createUser()];
    const group = await createGroup({ members: [{ value: leaver.id }, { value: other.id }] });
    checkStatus(await asGoogle(scim).delete(`/Users/${leaver.id}`), 204, 200);
    await checkMembers(scim, group.id, [other.id]);
  },
};
