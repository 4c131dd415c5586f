import type { Case } from '../../kit/case.ts';
import { patchOf } from '../../kit/changes.ts';
import { checkStatus } from '../../kit/checks.ts';
import { checkMembers, pathOf } from '../client.ts';

export const jumpcloudRemoveAgain: Case = {
  id: 'jumpcloud-remove-again',
  title: 'Taking out somebody who is not in the group is harmless',
  source: 'JumpCloud; RFC 7644 §3.5.2.2',
  law: 'After a lost answer the same removal is sent again. An error would be shown to the administrator and tried on and on, although all is well.',
  fix: 'Answer the removal of somebody who is no member with success, and change nothing.',
  async run({ scim, createUser, createGroup }) {
    const [outside, member] = [await createUser(), await createUser()];
    const { id } = await createGroup({ members: [{ value: member.id }] });
    const removing = patchOf({ op: 'remove', path: 'members', value: [{ value: outside.id }] });
    checkStatus(await scim.patch(pathOf('Groups', id), removing), 200, 204);
    await checkMembers(scim, id, [member.id]);
  },
};
